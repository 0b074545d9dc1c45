package dev.maat.junit;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.Deployments;
import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.shell.Version;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Certifies a build: extend it in the build's own tests. For each ordering and delivery that the build claims, many seeds are run under
 * faults, and each property of the claim is a test. It passes if the property held in every run, and faults or view changes put it at risk
 * in {@value #MIN_CASES} cases and {@value #MIN_SEEDS} seeds at least; a property that no run had a case for is skipped with that reason.
 *
 * <pre>{@code
 * class MyCertification extends GroupCertification {
 *     protected BuildUnderTest build() {
 *         return BuildUnderTest.of(MyProvider.class).claiming("fifo", "reliable-fifo").membership("static");
 *     }
 * }
 * }</pre>
 */
public abstract class GroupCertification {
    /** Cases at risk that a certificate asks for. */
    public static final int MIN_CASES = 30;

    /** Seeds with cases at risk that a certificate asks for. */
    public static final int MIN_SEEDS = 10;

    private static final int USUAL_SEEDS = 30;
    private static final long USUAL_MILLIS = 30_000;

    /** For subclasses. */
    protected GroupCertification() {}

    /** What is certified. */
    protected abstract BuildUnderTest build();

    /** How many seeds are run for each claim, from 1. */
    protected int seeds() {
        return USUAL_SEEDS;
    }

    /** {@code swarm}, or a list of kinds of fault, as {@code maat run --faults} has them. */
    protected String faults() {
        return RunRequest.SWARM;
    }

    /** The size of a message in bytes, {@code "2048"} or {@code "32-4096"}; empty: drawn. */
    protected String payload() {
        return "";
    }

    /** How long faults are injected in each run; virtual time. */
    protected long durationMillis() {
        return USUAL_MILLIS;
    }

    @TestFactory
    protected final Stream<DynamicContainer> certificate() {
        Laboratory laboratory = Laboratory.of(build(), Deployments.SIMULATION);
        Implementation implementation = laboratory.implementation();
        Stream.Builder<DynamicContainer> claims = Stream.builder();
        implementation
                .claims()
                .forEach((ordering, byDelivery) -> byDelivery.forEach((delivery, claim) ->
                        claims.add(claim(laboratory, ordering, delivery, properties(implementation, claim)))));
        return claims.build();
    }

    private DynamicContainer claim(
            Laboratory laboratory, String ordering, String delivery, Set<PropertyId> properties) {
        ClaimCampaign campaign = new ClaimCampaign(
                laboratory,
                seed -> scenario(laboratory, ordering, delivery, seed),
                seeds(),
                Results.of(getClass().getName(), ordering + "-" + delivery));
        Stream<DynamicTest> tests = Stream.concat(
                Stream.of(DynamicTest.dynamicTest(seeds() + " seeds run and replay", campaign::requireComplete)),
                properties.stream()
                        .map(property ->
                                DynamicTest.dynamicTest(property.id(), () -> campaign.requireCertified(property))));
        return DynamicContainer.dynamicContainer(ordering + ", " + delivery + " delivery", tests);
    }

    private Scenario scenario(Laboratory laboratory, String ordering, String delivery, long seed) {
        Implementation implementation = laboratory.implementation();
        String transport = implementation.transports().getFirst();
        RunRequest request = new RunRequest(
                Deployments.SIMULATION,
                transport,
                ordering,
                delivery,
                null,
                null,
                null,
                faults(),
                durationMillis(),
                null,
                payload().isEmpty() ? null : PayloadSizes.parse(payload()),
                0,
                null,
                null,
                Version.number());
        return request.draw(implementation, laboratory.deployment().capabilities(transport), seed);
    }

    private static Set<PropertyId> properties(Implementation implementation, List<String> claim) {
        Set<PropertyId> properties = new LinkedHashSet<>();
        for (String name : claim) {
            ProfileId profile = ProfileId.named(name);
            PropertyId property = PropertyId.named(name);
            if (profile != null) {
                properties.addAll(profile.properties(implementation.membership().equals("partitionable")));
            } else if (property != null) {
                properties.add(property);
            }
        }
        return properties;
    }
}
