package dev.maat.engine.certify.certificate;

import static dev.maat.engine.certify.certificate.MadeUpRuns.NOTHING;
import static dev.maat.engine.certify.certificate.MadeUpRuns.derived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.plan.Seeds;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.RunRecord.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of cases of the battery in a certificate: a run that did not come to its situation proves nothing of its case. */
final class BatteryCertificateTest {
    private final MadeUpRuns runs = new MadeUpRuns();

    private RunRecord bridge(Derived derived, Told told) {
        runs.add("battery-bridge", derived, told);
        return runs.records.getLast();
    }

    private Certificate withBattery() {
        Share swarm = new Share("swarm", "simulation", "udp", 10, Seeds.first(10, 1, "swarm", "simulation", "udp"));
        Share bridge = new Share(
                "battery-bridge", "simulation", "udp", 1, Seeds.first(1, 1, "battery-bridge", "simulation", "udp"));
        return runs.certificate(MadeUpRuns.plan(swarm, bridge), MadeUpRuns.measured(Measured.COMPLETE));
    }

    @Test
    void aRunThatDidNotReachItsSituationDoesNotCountAndIsNamedAndFailsNothing() {
        runs.add(10, derived("holds", 3), NOTHING);
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
        runs.add(10, derived("holds", 3), NOTHING);
        bridge(derived("holds", 3), new Told("", List.of(), List.of("fault 1 had no effect"), List.of(), 1));
        Certificate certificate = withBattery();

        assertThat(certificate.outcome()).isEqualTo("certified");
        assertThat(certificate.shares().getLast().notReached()).isEqualTo(1);
        assertThat(certificate.shares().getLast().unknown()).isZero();
    }

    @Test
    void aViolationStandsThoughTheSituationWasNotReached() {
        runs.add(10, derived("holds", 3), NOTHING);
        bridge(derived("violated", 3).withNotReached(List.of("a process in flush")), NOTHING);

        assertThat(withBattery().outcome()).isEqualTo("refused");
    }

    @Test
    void theReasonOfAViolatedRunIsItsViolationWhateverItsFaultsDid() {
        RunRecord run =
                bridge(derived("violated", 3), new Told("", List.of(), List.of("fault 1 had no effect"), List.of(), 1));

        assertThat(run.reason()).startsWith("delivery-integrity: ");
    }

    @Test
    void anUnknownRunOfACaseStillLeavesACertificateOpen() {
        runs.add(10, derived("holds", 3), NOTHING);
        bridge(derived("holds", 3), new Told("no engine", List.of(), List.of(), List.of(), 1));

        assertThat(withBattery().reasons())
                .anyMatch(reason -> reason.startsWith("battery in simulation over udp: 1 of 1"));
    }

    @Test
    void theBoundOfABatteryCountsNoRunThatExercisedNothing() {
        runs.add(10, derived("holds", 3), NOTHING);
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
}
