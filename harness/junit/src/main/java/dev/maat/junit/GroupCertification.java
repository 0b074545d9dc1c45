package dev.maat.junit;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.Deployments;
import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.certify.plan.CertificationRequest;
import dev.maat.engine.certify.plan.Level;
import dev.maat.engine.cli.shell.Version;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Certifies a build as {@code maat certify} does: extend it in the build's own tests. Each profile that the build claims for an ordering and
 * a delivery is certified in simulation, by the same plan, runs, battery and rules, and leaves the same certificate and bundle. The test
 * {@code certified} fails if the profile is refused or the certificate is inconclusive. Each property of the profile is a test beside it: it
 * fails if a run violates the property or does not decide it, or too few cases were at risk, and is skipped if no history tells of it. A
 * certificate is of a profile: of properties that are claimed by themselves, and that no claimed profile has, each is a test over runs of
 * the swarm alone, by the same bounds.
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
    private static final long USUAL_MASTER_SEED = 1;

    /** For subclasses. */
    protected GroupCertification() {}

    /** The build that is certified. */
    protected abstract BuildUnderTest build();

    /** How much evidence. */
    protected Level level() {
        return Level.QUICK;
    }

    /** The seed that all others follow from; with the same one, a certification is repeated. */
    protected long masterSeed() {
        return USUAL_MASTER_SEED;
    }

    /**
     * The runs of the swarm for each profile, and for the single properties together, from 1. Fewer than the level asks make the level of
     * the certificate {@code custom}.
     */
    protected int seeds() {
        return level().runs(Deployments.SIMULATION);
    }

    /** The runs of each case of the battery that suits the build; 0: none, which makes the level {@code custom}. */
    protected int batteryRuns() {
        return level().batteryRuns(Deployments.SIMULATION);
    }

    /** {@code swarm}, or a list of kinds of fault, as {@code maat run --faults} has them, which makes the level {@code custom}. */
    protected String faults() {
        return "";
    }

    /**
     * The size of a message in runs of the swarm, {@code "2048"} or {@code "32-4096"} bytes, which makes the level {@code custom}; empty:
     * drawn.
     */
    protected String payload() {
        return "";
    }

    /** How long faults are injected in each run of the swarm; virtual time. */
    protected long durationMillis() {
        return level().durationMillis(Deployments.SIMULATION);
    }

    @TestFactory
    protected final Stream<DynamicContainer> certificate() {
        Laboratory laboratory = Laboratory.of(build(), Deployments.SIMULATION);
        Implementation implementation = laboratory.implementation();
        Stream.Builder<DynamicContainer> claims = Stream.builder();
        implementation
                .claims()
                .forEach((ordering, byDelivery) -> byDelivery.forEach((delivery, claim) ->
                        claim(laboratory, ordering, delivery, claim).forEach(claims::add)));
        return claims.build();
    }

    /** The profiles of a claim, and then its properties that none of them has. */
    private Stream<DynamicContainer> claim(
            Laboratory laboratory, String ordering, String delivery, List<String> claim) {
        boolean partitionable = laboratory.implementation().membership().equals("partitionable");
        List<ProfileId> profiles = new ArrayList<>();
        Set<PropertyId> single = new LinkedHashSet<>();
        for (String name : claim) {
            ProfileId profile = ProfileId.named(name);
            PropertyId property = PropertyId.named(name);
            if (profile != null) {
                profiles.add(profile);
            } else if (property != null) {
                single.add(property);
            }
        }
        profiles.forEach(profile -> single.removeAll(profile.properties(partitionable)));
        Stream<DynamicContainer> certified = profiles.stream()
                .map(profile -> profile(laboratory, ordering, delivery, profile, profile.properties(partitionable)));
        return single.isEmpty()
                ? certified
                : Stream.concat(certified, Stream.of(properties(laboratory, ordering, delivery, single)));
    }

    private DynamicContainer profile(
            Laboratory laboratory, String ordering, String delivery, ProfileId profile, List<PropertyId> properties) {
        Path folder = Results.of(getClass().getName(), ordering + "-" + delivery + "-" + profile.id());
        ClaimCertificate certificate =
                new ClaimCertificate(laboratory, request(laboratory, ordering, delivery, profile.id()), folder);
        return DynamicContainer.dynamicContainer(
                profile.id() + ": " + ordering + ", " + delivery + " delivery",
                Stream.concat(
                        Stream.of(DynamicTest.dynamicTest("certified", certificate::requireCertified)),
                        properties.stream()
                                .map(property -> DynamicTest.dynamicTest(
                                        property.id(), () -> certificate.require(property.id())))));
    }

    private DynamicContainer properties(
            Laboratory laboratory, String ordering, String delivery, Set<PropertyId> properties) {
        PropertyCampaign campaign = new PropertyCampaign(
                laboratory,
                seed -> scenario(laboratory, ordering, delivery, seed),
                masterSeed(),
                seeds(),
                Results.of(getClass().getName(), ordering + "-" + delivery + "-properties"));
        return DynamicContainer.dynamicContainer(
                "single properties: " + ordering + ", " + delivery + " delivery",
                Stream.concat(
                        Stream.of(
                                DynamicTest.dynamicTest(seeds() + " seeds run and replay", campaign::requireComplete)),
                        properties.stream()
                                .map(property ->
                                        DynamicTest.dynamicTest(property.id(), () -> campaign.require(property)))));
    }

    private Scenario scenario(Laboratory laboratory, String ordering, String delivery, long seed) {
        Implementation implementation = laboratory.implementation();
        String transport = implementation.transports().getFirst();
        RunRequest request = RunRequest.usual(Deployments.SIMULATION, transport, ordering, Version.number())
                .withDelivery(delivery)
                .withFaults(faults().isEmpty() ? RunRequest.SWARM : faults())
                .withDurationMillis(durationMillis())
                .withLoad(null, payload().isEmpty() ? null : PayloadSizes.parse(payload()))
                .withStateBytes(0);
        return request.draw(implementation, laboratory.deployment().capabilities(transport), seed);
    }

    private CertificationRequest request(Laboratory laboratory, String ordering, String delivery, String profile) {
        return new CertificationRequest(
                profile,
                level(),
                ordering,
                delivery,
                List.of(Deployments.SIMULATION),
                List.of(laboratory.implementation().transports().getFirst()),
                seeds(),
                durationMillis(),
                faults(),
                payload(),
                null,
                batteryRuns(),
                masterSeed(),
                true,
                Version.number());
    }
}
