package dev.maat.checkers.properties.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.properties.Brief;
import org.junit.jupiter.api.Test;

/** Cases that one line decides: a log that is complete or not, and the first line of a log. */
class NoUnprovokedExitTest {
    private static PropertyResult judged(String... processes) {
        return Brief.judge(processes).property("no-unprovoked-exit");
    }

    private static void violated(String sentence, String... processes) {
        assertThat(judged(processes).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judged(processes).sentence()).isEqualTo(sentence);
    }

    private static void unknown(String sentence, String... processes) {
        assertThat(judged(processes).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judged(processes).sentence()).isEqualTo(sentence);
    }

    private static void held(String... processes) {
        assertThat(judged(processes).verdict()).isIn(Verdict.HOLDS, Verdict.NOT_EXERCISED);
    }

    @Test
    void aProcessThatLeavesUnaskedViolatesIfItsLogIsComplete() {
        String told = "n1.0 left without having been asked to";
        violated(told, "n1: start, view 1 n1, left, closed");
        violated(told, "n1: left, closed");
        violated(told, "n1: start, view 1 n1, left, leave, closed");
        unknown(told + "; its log is incomplete", "n1: start, view 1 n1, left");
    }

    @Test
    void aProcessThatWasAskedMayLeave() {
        held("n1: start, view 1 n1, leave, left, closed");
        held("n1: leave, left, closed");
        held("n1: start, view 1 n1, leave, left");
    }

    @Test
    void anExclusionThatNoViewShowsIsAViolationIfAllLogsAreComplete() {
        String told = "n1.0 was told that it is excluded, but no primary view after view 1 leaves it out";
        violated(told, "n1: start, view 1 n1 n2, excluded, closed", "n2: start, view 1 n1 n2, closed");
        unknown(
                told + "; the log of n2.0 is incomplete",
                "n1: start, view 1 n1 n2, excluded, closed",
                "n2: start, view 1 n1 n2");
        violated("n1.0 was told that it is excluded, but no primary view leaves it out", "n1: excluded, closed");
    }

    @Test
    void aProcessThatAPrimaryViewLeavesOutMayBeToldExcluded() {
        held("n1: start, view 1 n1 n2, excluded", "n2: start, view 1 n1 n2, view 2 n2, closed");
        held("n1: excluded", "n2: start, view 1 n2, closed");
    }

    @Test
    void aLogThatStopsIsUnknown() {
        unknown("the log of n1.0 just stops", "n1: start, view 1 n1");
        held("n1: start, view 1 n1, closed");
    }
}
