package dev.maat.checkers.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineJudgeTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\","
            + "\"claims\":\"reliable\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\"]}";

    private final List<String> taken = new ArrayList<>();
    private OnlineJudge judge = OnlineJudge.onCallersThread(this::replay, null, OnlineJudge.EVERY_LOOK);
    private long time = 1_000;

    OnlineJudgeTest() {
        take(HEADER);
        for (String p : List.of("n1.0", "n2.0")) {
            event(p, "start", "");
            event(p, "view", ",\"id\":\"v1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"]");
        }
    }

    private void take(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        judge.line("text", taken.size() + 1L, bytes, 0, bytes.length);
        taken.add(line);
    }

    private void replay(Recall.LineTaker taker) {
        for (int i = 0; i < taken.size(); i++) {
            byte[] bytes = taken.get(i).getBytes(StandardCharsets.UTF_8);
            taker.line("text", i + 1L, bytes, 0, bytes.length);
        }
    }

    private void event(String process, String name, String more) {
        take("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"%s}".formatted(process, ++time, name, more));
    }

    private void message(int number) {
        String m = ",\"m\":\"n1.0:" + number + "\"";
        event("n1.0", "send", m);
        event("n1.0", "sent", m);
        event("n1.0", "deliver", m);
        event("n2.0", "deliver", m);
    }

    private void messages(int most) {
        for (int number = 1; number <= most; number++) {
            message(number);
        }
    }

    /** A worker takes every thread that it did not start itself for one of the implementation. */
    @Test
    void aJudgeOnItsCallersThreadStartsNoneHoweverMuchItHolds() {
        assertThat(threadsStartedForMuch()).isZero();
    }

    /** Without this, the test above might pass since nothing it judges is big enough for a second thread. */
    @Test
    void anotherJudgeStartsThreadsForAsMuchOnAnyMachine() {
        judge = new OnlineJudge(this::replay, null, OnlineJudge.EVERY_LOOK);
        replay(judge);

        assertThat(threadsStartedForMuch()).isPositive();
    }

    /** The threads started by a look at a big history, by letting go and by the judgement. */
    private long threadsStartedForMuch() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        messages(25_000);
        long startedBefore = threads.getTotalStartedThreadCount();

        assertThat(judge.events()).isGreaterThan(100_000);
        judge.look();
        judge.judgement();

        return threads.getTotalStartedThreadCount() - startedBefore;
    }

    @Test
    void aMessageThatAllProcessesDeliveredIsReleased() {
        messages(100);
        judge.look();

        assertThat(judge.retained()).isLessThan(12);
        assertThat(judge.judgement().property("no-duplication").applicable()).isEqualTo(100);
    }

    @Test
    void aReleasedMessageThatIsDeliveredAgainIsFoundByReadingAgain() {
        messages(100);
        judge.look();
        event("n2.0", "deliver", ",\"m\":\"n1.0:50\"");

        List<PropertyResult> told = judge.look();

        assertThat(judge.recalls()).isEqualTo(1);
        assertThat(told).extracting(PropertyResult::id).contains("no-duplication");
        assertThat(told.get(0).witness()).hasSize(2);
        assertThat(judge.judgement().verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aSecondSendOfAReleasedMessageIsStillRefused() {
        messages(10);
        judge.look();

        assertThatThrownBy(() -> event("n1.0", "send", ",\"m\":\"n1.0:3\""))
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining("second send of n1.0:3");
    }

    @Test
    void theFirstSafeIndicationAsksForTheMessagesReleasedWithoutOne() {
        messages(10);
        judge.look();
        message(11);
        event("n1.0", "safe", ",\"m\":\"n1.0:11\"");

        assertThat(judge.recalls()).isEqualTo(1);
    }

    @Test
    void aMessageThatAProcessLacksStaysWithAllMessagesThatHappenedAfterIt() {
        messages(10);
        event("n1.0", "send", ",\"m\":\"n1.0:11\"");
        event("n1.0", "sent", ",\"m\":\"n1.0:11\"");
        event("n1.0", "deliver", ",\"m\":\"n1.0:11\"");
        for (int number = 12; number <= 20; number++) {
            message(number);
        }
        judge.look();

        assertThat(judge.retained()).isEqualTo(4 + 3 + 9 * 4);
    }

    @Test
    void aGapIsToldAtTheNextLook() {
        messages(5);
        assertThat(judge.look()).isEmpty();
        event("n1.0", "send", ",\"m\":\"n1.0:6\"");
        event("n1.0", "sent", ",\"m\":\"n1.0:6\"");
        event("n1.0", "deliver", ",\"m\":\"n1.0:6\"");
        message(7);

        assertThat(judge.look()).extracting(PropertyResult::id).contains("fifo-gap-free");
    }

    @Test
    void aLogMostOfWhichWasReleasedIsStillCompleteByTheNumberOfItsLines() {
        messages(100);
        judge.look();
        event("n1.0", "closed", ",\"events\":302");
        event("n2.0", "closed", ",\"events\":102");

        assertThat(judge.judgement().property("no-unprovoked-exit").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
        assertThat(judge.judgement().events()).isEqualTo(4 + 400 + 2);
    }

    @Test
    void aHeaderAfterOtherLinesIsRefused() {
        assertThatThrownBy(() -> take(HEADER)).hasMessageContaining("a header after other lines");
    }
}
