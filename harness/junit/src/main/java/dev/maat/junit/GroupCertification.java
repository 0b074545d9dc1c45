package dev.maat.junit;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.engine.Deployments;
import dev.maat.engine.certify.CertificationRequest;
import dev.maat.engine.certify.Level;
import dev.maat.engine.cli.shell.Version;
import dev.maat.node.implementation.Implementation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Certifies a build as {@code maat certify} does: extend it in the build's own tests. Each profile that the build claims for an ordering and
 * a delivery is certified in simulation, by the same plan, runs, battery and rules, and leaves the same certificate and bundle. The test
 * {@code certified} fails if the profile is refused or the certificate is inconclusive. Each property of the profile is a test beside it: it
 * fails if a run violates the property or too few cases were at risk, and is skipped if no history tells of it.
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

    /** What is certified. */
    protected abstract BuildUnderTest build();

    /** How much evidence. */
    protected Level level() {
        return Level.QUICK;
    }

    /** The seed that all others follow from; with the same one, a certification is repeated. */
    protected long masterSeed() {
        return USUAL_MASTER_SEED;
    }

    /** The runs of the swarm for each profile, from 1. Fewer than the level asks make the level of the certificate {@code custom}. */
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
                        claim.forEach(name -> claims.add(claim(laboratory, ordering, delivery, name)))));
        return claims.build();
    }

    private DynamicContainer claim(Laboratory laboratory, String ordering, String delivery, String claimed) {
        String words = claimed + ": " + ordering + ", " + delivery + " delivery";
        ProfileId profile = ProfileId.named(claimed);
        if (profile == null) {
            return DynamicContainer.dynamicContainer(words, Stream.of(DynamicTest.dynamicTest("certified", () -> {
                throw new TestAbortedException(claimed
                        + " is a single property, and a certificate is of a profile; claim a profile that asks for it");
            })));
        }
        Path folder = Results.of(getClass().getName(), ordering + "-" + delivery + "-" + claimed);
        ClaimCertificate certificate =
                new ClaimCertificate(laboratory, request(laboratory, ordering, delivery, claimed), folder);
        boolean partitionable = laboratory.implementation().membership().equals("partitionable");
        return DynamicContainer.dynamicContainer(
                words,
                Stream.concat(
                        Stream.of(DynamicTest.dynamicTest("certified", certificate::requireCertified)),
                        profile.properties(partitionable).stream()
                                .map(property -> DynamicTest.dynamicTest(
                                        property.id(), () -> certificate.require(property.id())))));
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
