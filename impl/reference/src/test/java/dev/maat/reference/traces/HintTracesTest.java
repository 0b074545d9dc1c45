package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The transport's hint that nothing runs on a node. */
final class HintTracesTest {
    /** A member that says nothing would not be suspected within this time. */
    private static final long SOON_MILLIS = 60;

    @Test
    void aHintOfACrashChangesTheViewLongBeforeTheSilenceWould() {
        Stage stage = Stages.total("ABC", "ABC");
        stage.found("ABC");
        stage.crash("A");

        stage.unreachable("B", "A");
        stage.unreachable("C", "A");
        stage.run(SOON_MILLIS);

        assertThat(stage.installed("B", "2[BC]")).isTrue();
        assertThat(stage.installed("C", "2[BC]")).isTrue();
        Safety.holds(stage);
    }

    @Test
    void withoutAHintTheSilenceIsWaitedFor() {
        Stage stage = Stages.total("ABC", "ABC");
        stage.found("ABC");
        stage.crash("A");

        stage.never(SOON_MILLIS, "a second view", () -> stage.anyInstalled(2));
        stage.untilInstalled("BC", "2[BC]");
        Safety.holds(stage);
    }

    @Test
    void wrongHintsAboutEveryMemberBreakNothing() {
        Stage stage = Stages.total("ABCDE", "ABCDE");
        stage.found("ABCDE");
        for (String by : new String[] {"A", "B", "C", "D", "E"}) {
            for (String about : new String[] {"A", "B", "C", "D", "E"}) {
                stage.multicast(by, "from " + by + " before it doubts " + about);
                stage.unreachable(by, about);
                stage.run(3);
            }
        }
        stage.run(5_000);

        Safety.holds(stage);
    }

    /** A firewall may answer for a live process, again and again, while packets pass. */
    @Test
    void aNodeAboutWhichHintsWereWrongIsNotDoubtedForThemInThisViewOrALaterOne() {
        Stage stage = Stages.total("ABCD", "ABCD");
        stage.found("ABCD");
        for (int hint = 1; hint <= 3; hint++) {
            stage.unreachable("B", "A");
            stage.multicast("A", "refutes hint " + hint);
            stage.run(30);
        }
        assertThat(stage.anyInstalled(2)).isFalse();

        stage.unreachable("B", "A");
        stage.never(200, "a second view", () -> stage.anyInstalled(2));
        stage.crash("D");
        stage.untilInstalled("ABC", "2[ABC]");
        stage.run(300);
        stage.unreachable("B", "A");
        stage.never(200, "a third view", () -> stage.anyInstalled(3));
        Safety.holds(stage);
    }

    @Test
    void aFounderThatWasNeverHeardIsWaitedForInSpiteOfHints() {
        Stage stage = Stages.fifo("ABC", "ABC");
        stage.start("A", "B");
        stage.run(20);
        stage.unreachable("A", "C");
        stage.unreachable("B", "C");

        stage.never(300, "a view without C", () -> stage.anyInstalled(1));
        stage.start("C");
        stage.untilInstalled("ABC", "1[ABC]");
    }
}
