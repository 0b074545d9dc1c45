package dev.maat.engine.certify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.certify.certificate.Certificate.DeploymentResult;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Seeds;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.RunRecord.Told;
import dev.maat.engine.fake.MadeUpPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A certificate over several deployments, each of which has to stand by its own runs. */
class DeploymentOutcomesTest {
    private static final Told NOTHING = new Told("", List.of(), List.of(), List.of(), 1);
    private static final ProfileId PROFILE = ProfileId.RELIABLE;
    private static final int MANY = 250;

    private final List<RunRecord> records = new ArrayList<>();

    private static Share share(String deployment, String transport, int runs) {
        return new Share("swarm", deployment, transport, runs, Seeds.first(runs, 1, "swarm", deployment, transport));
    }

    private void add(int count, String deployment, String transport, String verdict, long atRisk) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> new Derived.Property(property.id(), verdict, atRisk, atRisk, 0, false, ""))
                .toList();
        add(count, deployment, transport, verdict, properties);
    }

    private void add(
            int count, String deployment, String transport, String verdict, List<Derived.Property> properties) {
        Derived derived = new Derived(verdict, List.of(), properties, Map.of(), 5, 10, 100, 3, List.of());
        for (int i = 0; i < count; i++) {
            int run = records.size() + 1;
            records.add(
                    new RunRecord(run, "swarm", deployment, transport, 1_000L + run, true, "00", 10, derived, NOTHING));
        }
    }

    /** Adds runs that tell of every property but one. */
    private void addWithout(PropertyId untold, int count, String deployment) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property == untold
                        ? new Derived.Property(property.id(), "inapplicable", 0, 0, 0, true, "")
                        : new Derived.Property(property.id(), "holds", 3, 3, 0, false, ""))
                .toList();
        add(count, deployment, "udp", "holds", properties);
    }

    private Certificate certificate(Measured measured, Share... shares) {
        Plan plan = MadeUpPlan.usual(PROFILE.id()).withLevel("standard").of(shares);
        return new CertificateBuilder(plan, records, measured, new KillMatrix("")).build();
    }

    private Certificate certificate(Share... shares) {
        return certificate(measured(List.of()), shares);
    }

    private static Measured measured(List<Measured.Replay> replays) {
        return new Measured(Measured.COMPLETE, "", Map.of(), 0, replays, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void aPropertyThatOneDeploymentExercisedTooLittleLeavesThatDeploymentInconclusive() {
        add(10, "simulation", "udp", "holds", 300);
        add(9, "containers", "udp", "holds", 300);
        Certificate certificate = certificate(share("simulation", "udp", 10), share("containers", "udp", 9));

        assertThat(certificate.deployments())
                .extracting(DeploymentResult::deployment, DeploymentResult::outcome)
                .containsExactly(tuple("simulation", "certified"), tuple("containers", "inconclusive"));
        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.reasons())
                .hasSize(PROFILE.properties(false).size())
                .allSatisfy(reason -> assertThat(reason)
                        .contains("was not exercised enough in containers: 2,700 cases at risk from 9 seeds"));
    }

    @Test
    void deploymentsThatAllExercisedEverythingAreCertifiedTogether() {
        add(10, "simulation", "udp", "holds", 3);
        add(10, "containers", "udp", "holds", 3);

        assertThat(certificate(share("simulation", "udp", 10), share("containers", "udp", 10))
                        .outcome())
                .isEqualTo("certified");
    }

    @Test
    void theTransportsOfADeploymentExerciseAPropertyTogetherAndTheWeakOneIsNamed() {
        add(5, "containers", "udp", "holds", 3);
        add(10, "containers", "tcp", "holds", 3);
        Certificate certificate = certificate(share("containers", "udp", 5), share("containers", "tcp", 10));

        assertThat(certificate.outcome()).isEqualTo("certified");
        assertThat(certificate.scope())
                .filteredOn(line -> line.contains("alone not exercised enough"))
                .singleElement()
                .asString()
                .startsWith("in containers over udp alone not exercised enough: delivery-integrity");
    }

    @Test
    void aPropertyOfWhichOneDeploymentAloneTellsNothingIsNamedThere() {
        add(10, "simulation", "udp", "holds", 3);
        addWithout(PropertyId.BOUNDED_MEMORY, 10, "containers");
        Certificate certificate = certificate(share("simulation", "udp", 10), share("containers", "udp", 10));

        assertThat(certificate.scope())
                .filteredOn(line -> line.startsWith("no history"))
                .containsExactly("no history in containers tells of bounded-memory, so the certificate says nothing"
                        + " about it there");
    }

    @Test
    void aPropertyOfWhichNoDeploymentTellsIsNamedOnce() {
        addWithout(PropertyId.BOUNDED_MEMORY, 10, "simulation");
        addWithout(PropertyId.BOUNDED_MEMORY, 10, "containers");
        Certificate certificate = certificate(share("simulation", "udp", 10), share("containers", "udp", 10));

        assertThat(certificate.scope())
                .filteredOn(line -> line.startsWith("no history"))
                .containsExactly("no history tells of bounded-memory, so the certificate says nothing about it");
    }

    @Test
    void aViolationRefusesItsDeploymentAndTheCertificateAndSaysNothingOfTheOthers() {
        add(10, "simulation", "udp", "holds", 3);
        add(1, "containers", "udp", "violated", 3);
        Certificate certificate = certificate(share("simulation", "udp", 10), share("containers", "udp", 1));

        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certificate.deployments())
                .extracting(DeploymentResult::outcome)
                .containsExactly("certified", "refused");
        assertThat(certificate.deployments().getLast().reasons())
                .allSatisfy(reason -> assertThat(reason).contains("run 11", "containers over udp"));
    }

    @Test
    void theFirstViolationOfADeploymentIsListedHoweverManyCameBeforeInOthers() {
        add(MANY, "simulation", "udp", "violated", 3);
        add(1, "containers", "udp", "violated", 3);
        Certificate certificate = certificate(share("simulation", "udp", MANY), share("containers", "udp", 1));

        assertThat(certificate.deployments())
                .extracting(DeploymentResult::outcome)
                .containsExactly("refused", "refused");
        assertThat(certificate.violations().getLast().run()).isEqualTo(MANY + 1);
    }

    @Test
    void aSeedThatDidNotReplayLeavesTheSimulationOpenAndNoOtherDeployment() {
        add(10, "simulation", "udp", "holds", 3);
        add(10, "containers", "udp", "holds", 3);
        Certificate certificate = certificate(
                measured(List.of(new Measured.Replay(1, false))),
                share("simulation", "udp", 10),
                share("containers", "udp", 10));

        assertThat(certificate.deployments())
                .extracting(DeploymentResult::outcome)
                .containsExactly("inconclusive", "certified");
    }
}
