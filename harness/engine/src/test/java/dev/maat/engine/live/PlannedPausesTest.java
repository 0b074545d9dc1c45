package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlannedPausesTest {
    private final PlannedPauses pauses = new PlannedPauses();

    @Test
    void aPlannedPauseIsNoOutsidersFromItsBeginningToItsEnd() {
        pauses.begins(1, "n1");
        assertThat(pauses.wasPausedSince("n1", 10)).isTrue();
        assertThat(pauses.isPauseOfAnOutsider("n1")).isFalse();

        pauses.heals(1);
        assertThat(pauses.isResumedByAnOutsider("n1")).isFalse();
        pauses.healed(1, 100);

        assertThat(pauses.wasPausedSince("n1", 100)).isTrue();
        assertThat(pauses.wasPausedSince("n1", 101)).isFalse();
    }

    @Test
    void aPauseThatNoFaultMadeIsAnOutsiders() {
        pauses.begins(1, "n1");

        assertThat(pauses.isPauseOfAnOutsider("n2")).isTrue();
        assertThat(pauses.wasPausedSince("n2", 0)).isFalse();
        assertThat(pauses.isPauseOfAnOutsider("n1")).isFalse();
        assertThat(pauses.isPauseOfAnOutsider("n1")).isTrue();
    }

    @Test
    void aReportThatComesAfterTheHealIsStillThatOfThePlannedPause() {
        pauses.begins(1, "n1");
        pauses.heals(1);
        pauses.healed(1, 100);

        assertThat(pauses.isPauseOfAnOutsider("n1")).isFalse();
        assertThat(pauses.isResumedByAnOutsider("n1")).isFalse();
        assertThat(pauses.isPauseOfAnOutsider("n1")).isTrue();
    }

    @Test
    void aPlannedPauseThatAnOutsiderEndsIsNoticed() {
        pauses.begins(1, "n1");
        pauses.isPauseOfAnOutsider("n1");

        assertThat(pauses.isResumedByAnOutsider("n1")).isTrue();
    }

    @Test
    void oneOfTwoPausesOfANodeIsHealedWithoutResumingIt() {
        pauses.begins(1, "n1");
        pauses.begins(2, "n1");
        assertThat(pauses.isPauseOfAnOutsider("n1")).isFalse();
        pauses.heals(1);
        assertThat(pauses.isResumedByAnOutsider("n1")).isTrue();
        pauses.healed(1, 100);
        assertThat(pauses.wasPausedSince("n1", 200)).isTrue();
        pauses.heals(2);
        assertThat(pauses.isResumedByAnOutsider("n1")).isFalse();
        pauses.healed(2, 300);
        assertThat(pauses.wasPausedSince("n1", 301)).isFalse();
    }

    @Test
    void aPauseThatWasWithheldExcusesNothing() {
        pauses.begins(1, "n1");
        pauses.withheld(1, "n1");

        assertThat(pauses.isPauseOfAnOutsider("n1")).isTrue();
        assertThat(pauses.wasPausedSince("n1", 0)).isFalse();
    }

    @Test
    void aKillOrAStopOfTheHarnessMayResumeANode() {
        pauses.begins(1, "n1");
        pauses.isPauseOfAnOutsider("n1");
        pauses.endAll("n1", 50);

        assertThat(pauses.isResumedByAnOutsider("n1")).isFalse();
        assertThat(pauses.wasPausedSince("n1", 51)).isFalse();
    }
}
