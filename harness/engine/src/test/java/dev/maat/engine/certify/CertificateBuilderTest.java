package dev.maat.engine.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.certify.RunRecord.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a certificate is certified, refused or inconclusive, over records that are made up. */
class CertificateBuilderTest {
    private static final Told NOTHING = new Told("", List.of(), List.of(), 1);
    private static final ProfileId PROFILE = ProfileId.RELIABLE;

    private final List<RunRecord> records = new ArrayList<>();

    private static Plan plan(int runs) {
        return plan(new Share("swarm", "simulation", "udp", runs, Seeds.first(runs, 1, "swarm", "simulation", "udp")));
    }

    private static Plan plan(Share... shares) {
        return new Plan(
                Plan.FORMAT,
                Plan.VERSION,
                "test",
                "mine",
                "1",
                "primary",
                "fifo",
                "plain",
                List.of("reliable"),
                PROFILE.id(),
                "quick",
                1,
                false,
                List.of(shares),
                List.of(new Plan.NotRun("", "containers", "tcp", "no engine answers")),
                Map.of(),
                "",
                "",
                Map.of());
    }

    private static Derived derived(String verdict, long atRisk) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property(property, verdict, atRisk))
                .toList();
        return new Derived(
                verdict, List.of(), properties, Map.of("loss", Map.of("idle", 1L)), 5, 10, 100, 3, List.of());
    }

    private static Derived.Property property(PropertyId property, String verdict, long atRisk) {
        return new Derived.Property(property.id(), verdict, atRisk, atRisk, 0, false, "");
    }

    private void add(int count, Derived derived, Told told) {
        for (int i = 0; i < count; i++) {
            int run = records.size() + 1;
            records.add(new RunRecord(run, "swarm", "simulation", "udp", 1_000L + run, true, "00", 10, derived, told));
        }
    }

    private Certificate certificate(int planned, String ended) {
        Measured measured = new Measured(ended, "", Map.of(), 0, List.of(), List.of(), List.of(), List.of());
        return new CertificateBuilder(plan(planned), records, measured, new KillMatrix("")).build();
    }

    @Test
    void thirtyCasesFromTenSeedsAreEnough() {
        add(10, derived("holds", 3), NOTHING);
        Certificate certificate = certificate(10, Measured.COMPLETE);

        assertThat(certificate.outcome()).as(certificate.toString()).isEqualTo("certified");
        assertThat(certificate.leftOut()).containsExactly("containers over tcp: no engine answers");
        assertThat(certificate.confidence()).contains("no violation in 10 runs", "0.259");
        assertThat(certificate.shares().getFirst().writable()).isEqualTo(50);
    }

    @Test
    void fewerCasesOrFewerSeedsAreNot() {
        add(9, derived("holds", 100), NOTHING);
        assertThat(certificate(9, Measured.COMPLETE).reasons())
                .hasSize(PROFILE.properties(false).size())
                .allSatisfy(reason -> assertThat(reason).contains("from 9 seeds"));

        records.clear();
        add(29, derived("holds", 1), NOTHING);
        assertThat(certificate(29, Measured.COMPLETE).outcome()).isEqualTo("inconclusive");
    }

    @Test
    void aViolationRefusesWhateverElseIsMissing() {
        add(1, derived("violated", 3), NOTHING);
        Certificate certificate = certificate(10, Measured.VIOLATION);

        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certificate.reasons().getFirst())
                .startsWith("delivery-integrity: ")
                .contains("run 1");
        assertThat(certificate.shares().getFirst().below()).isEqualTo(1);
    }

    @Test
    void aViolationInAGroupThatWasDisturbedDecidesNothingAndIsNeverPassedOver() {
        add(1, derived("violated", 3), new Told("", List.of("somebody killed n1"), List.of(), 1));
        add(30, derived("holds", 3), NOTHING);
        Certificate certificate = certificate(31, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.reasons())
                .singleElement()
                .asString()
                .contains("run 1", "its history is violated", "somebody killed n1");
        assertThat(certificate.shares().getFirst().unknown()).isEqualTo(1);
        assertThat(certificate.shares().getFirst().counted()).isEqualTo(30);
    }

    @Test
    void tooManyUnknownRunsMakeItInconclusive() {
        add(2, derived("holds", 3), new Told("no engine", List.of(), List.of(), 1));
        add(28, derived("holds", 3), NOTHING);

        assertThat(certificate(30, Measured.COMPLETE).reasons().getFirst())
                .contains("2 of 30 runs are unknown", "the harness failed: no engine");
    }

    @Test
    void anInterruptLeavesItInconclusive() {
        add(12, derived("holds", 3), NOTHING);

        assertThat(certificate(20, Measured.INTERRUPTED).reasons())
                .contains("the certification was interrupted")
                .anyMatch(reason -> reason.endsWith("12 of 20 runs were made"));
    }

    @Test
    void aPropertyOfWhichNoHistoryTellsIsNamedInTheScope() {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property == PropertyId.BOUNDED_MEMORY
                        ? new Derived.Property(property.id(), "inapplicable", 0, 0, 0, true, "")
                        : property(property, "holds", 3))
                .toList();
        add(10, new Derived("holds", List.of(), properties, Map.of(), 0, 0, 1, 1, List.of()), NOTHING);
        Certificate certificate = certificate(10, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("certified");
        assertThat(certificate.scope()).anyMatch(line -> line.startsWith("no history tells of bounded-memory"));
        assertThat(IntStream.range(0, certificate.properties().size())
                        .mapToObj(i -> certificate.properties().get(i).exercised()))
                .contains("inapplicable");
    }

    @Test
    void aMachineThatCanRunNoDeploymentCertifiesNothing() {
        Certificate certificate = certificate(0, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.confidence())
                .isEqualTo("no run counts in which a property was at risk, so nothing is known");
    }

    private RunRecord bridge(Derived derived, Told told) {
        int run = records.size() + 1;
        RunRecord record =
                new RunRecord(run, "battery-bridge", "simulation", "udp", 1_000L + run, true, "00", 10, derived, told);
        records.add(record);
        return record;
    }

    private Certificate withBattery() {
        Share swarm = new Share("swarm", "simulation", "udp", 10, Seeds.first(10, 1, "swarm", "simulation", "udp"));
        Share bridge = new Share(
                "battery-bridge", "simulation", "udp", 1, Seeds.first(1, 1, "battery-bridge", "simulation", "udp"));
        Measured measured =
                new Measured(Measured.COMPLETE, "", Map.of(), 0, List.of(), List.of(), List.of(), List.of());
        return new CertificateBuilder(plan(swarm, bridge), records, measured, new KillMatrix("")).build();
    }

    @Test
    void aRunThatDidNotReachItsSituationDoesNotCountAndIsNamedAndFailsNothing() {
        add(10, derived("holds", 3), NOTHING);
        RunRecord missed = bridge(derived("holds", 3).withNotReached(List.of("a process in flush")), NOTHING);
        Certificate certificate = withBattery();

        assertThat(missed.counts()).isFalse();
        assertThat(missed.word()).isEqualTo("not reached");
        assertThat(certificate.outcome()).as(certificate.toString()).isEqualTo("certified");
        assertThat(certificate.confidence()).contains("no violation in 10 runs");
        assertThat(certificate.scope())
                .contains("for simulation over udp: 0 runs of battery count, 1 did not reach their situation")
                .anyMatch(line -> line.contains("battery-bridge") && line.contains("a process in flush"));
    }

    @Test
    void aCaseWhoseFaultHadNoEffectDidNotReachItsSituation() {
        add(10, derived("holds", 3), NOTHING);
        bridge(derived("holds", 3), new Told("", List.of(), List.of("fault 1 had no effect"), 1));
        Certificate certificate = withBattery();

        assertThat(certificate.outcome()).isEqualTo("certified");
        assertThat(certificate.shares().getLast().notReached()).isEqualTo(1);
        assertThat(certificate.shares().getLast().unknown()).isZero();
    }

    @Test
    void aViolationStandsThoughTheSituationWasNotReached() {
        add(10, derived("holds", 3), NOTHING);
        bridge(derived("violated", 3).withNotReached(List.of("a process in flush")), NOTHING);

        assertThat(withBattery().outcome()).isEqualTo("refused");
    }

    @Test
    void theReasonOfAViolatedRunIsItsViolationWhateverItsFaultsDid() {
        RunRecord run = bridge(derived("violated", 3), new Told("", List.of(), List.of("fault 1 had no effect"), 1));

        assertThat(run.reason()).startsWith("delivery-integrity: ");
    }

    @Test
    void anUnknownRunOfACaseStillLeavesACertificateOpen() {
        add(10, derived("holds", 3), NOTHING);
        bridge(derived("holds", 3), new Told("no engine", List.of(), List.of(), 1));

        assertThat(withBattery().reasons())
                .anyMatch(reason -> reason.startsWith("battery in simulation over udp: 1 of 1"));
    }

    @Test
    void aSeedThatDidNotReplayProvesNothing() {
        add(10, derived("holds", 3), NOTHING);
        Measured measured = new Measured(
                Measured.COMPLETE,
                "",
                Map.of(),
                0,
                List.of(new Measured.Replay(1, false)),
                List.of(),
                List.of(),
                List.of());

        assertThat(new CertificateBuilder(plan(10), records, measured, new KillMatrix(""))
                        .build()
                        .reasons())
                .singleElement()
                .asString()
                .contains("run 1 did not replay");
    }

    @Test
    void aRunInWhichNothingWasAtRiskBoundsNothing() {
        add(10, derived("holds", 3), NOTHING);
        add(90, derived("not-exercised", 0), NOTHING);
        Certificate certificate = certificate(100, Measured.COMPLETE);

        assertThat(certificate.shares().getFirst().counted()).isEqualTo(100);
        assertThat(certificate.confidence()).contains("no violation in 10 runs");
        assertThat(certificate.shares().getFirst().below()).isEqualTo(Confidence.bound(10));
    }

    @Test
    void aBundleThatTookNoFurtherRunIsInconclusive() {
        add(10, derived("holds", 3), NOTHING);

        assertThat(certificate(10, Measured.FULL).reasons())
                .containsExactly("the bundle is full and takes no further run");
    }

    @Test
    void theBoundOfABatteryCountsNoRunThatExercisedNothing() {
        add(10, derived("holds", 3), NOTHING);
        bridge(derived("holds", 3), NOTHING);
        bridge(derived("not-exercised", 0), NOTHING);
        Certificate.ShareResult battery = withBattery().summary().getLast();

        assertThat(battery.counted()).isEqualTo(2);
        assertThat(battery.exercised()).isEqualTo(1);
        assertThat(battery.below()).isEqualTo(Confidence.bound(1));
    }

    @Test
    void theSumOfTwoCasesCountsNoRunThatExercisedNothing() {
        Certificate.ShareResult exercised =
                new Certificate.ShareResult("battery-a", "simulation", "udp", 3, 3, 3, 3, 0, 0, 0, 0.6, -1, 10);
        Certificate.ShareResult idle =
                new Certificate.ShareResult("battery-b", "simulation", "udp", 3, 3, 3, 0, 0, 0, 0, 1, -1, 10);

        assertThat(Certificate.summary(List.of(exercised, idle)))
                .singleElement()
                .satisfies(sum -> {
                    assertThat(sum.counted()).isEqualTo(6);
                    assertThat(sum.exercised()).isEqualTo(3);
                    assertThat(sum.below()).isEqualTo(Confidence.bound(3));
                });
    }

    @Test
    void theBoundOfAPropertySpeaksOfTheRunsThatExercisedIt() {
        add(20, derived("holds", 3), NOTHING);
        add(10, withoutRisk(PropertyId.AGREEMENT), NOTHING);
        Certificate certificate = certificate(30, Measured.COMPLETE);

        assertThat(certificate.properties())
                .filteredOn(property -> property.id().equals("agreement"))
                .singleElement()
                .satisfies(agreement -> {
                    assertThat(agreement.exercisedRuns()).isEqualTo(20);
                    assertThat(agreement.below()).isEqualTo(Confidence.bound(20));
                });
        assertThat(certificate.confidence())
                .contains("no violation in 30 runs")
                .contains("the fewest of them exercised agreement: 20, so of it below 0.139");
    }

    private static Derived withoutRisk(PropertyId idle) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property(property, "holds", property == idle ? 0 : 3))
                .toList();
        return new Derived("holds", List.of(), properties, Map.of(), 5, 10, 100, 3, List.of());
    }
}
