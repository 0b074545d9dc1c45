package dev.maat.checkers.online.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Messages that may not be released, one reason at a time. A reason that is hard to see stands beside the same story
 * without it.
 */
class RetainedMessagesTest extends ReleaseStory {
    private void send(String m) {
        String sender = m.substring(0, m.indexOf(':'));
        event(sender, "send", ",\"m\":\"" + m + "\"");
        event(sender, "sent", ",\"m\":\"" + m + "\"");
    }

    private void deliver(String m, String... deliverers) {
        for (String p : deliverers) {
            event(p, "deliver", ",\"m\":\"" + m + "\"");
        }
    }

    private void view(String p, int seq, String... members) {
        event(
                p,
                "view",
                ",\"id\":\"v%d\",\"seq\":%d,\"members\":[\"%s\"]".formatted(seq, seq, String.join("\",\"", members)));
    }

    /** Ends a story: the last message of each process stays in any case. */
    private void last(String... processes) {
        send(processes[0] + ":99");
        deliver(processes[0] + ":99", processes);
    }

    private List<String> names() {
        History history = Histories.parse(text.toString());
        return release().messages().stream().mapToObj(history::messageName).toList();
    }

    private List<String> finished() {
        History history = Histories.parse(text.toString());
        return release().finished().stream().mapToObj(history::messageName).toList();
    }

    @Test
    void twoMessagesAtOnePlaceStayEvenIfAnotherIsBetweenThem() {
        views("n1.0", "n2.0");
        placed(1, 20);
        placed(2, 15);
        placed(3, 20);
        placed(4, 30);
        placed(5, 40);
        assertThat(gone()).containsExactly(4L);
    }

    /** n1 is alone and dies, and n2 has a group of its own afterwards. A place of one may be a place of the other. */
    private List<String> afterOneAnother(String places) {
        edit("\"nodes\"", "\"places\":\"" + places + "\",\"nodes\"");
        event("n1.0", "start", "");
        view("n1.0", 1, "n1.0");
        for (int number = 1; number <= 3; number++) {
            send("n1.0:" + number);
            event("n1.0", "deliver", ",\"m\":\"n1.0:%d\",\"place\":%d".formatted(number, 10 * number));
        }
        event("n1.0", "crash", ",\"cause\":\"unprovoked\"");
        event("n2.0", "start", "");
        view("n2.0", 2, "n2.0");
        for (int number = 1; number <= 3; number++) {
            send("n2.0:" + number);
            event("n2.0", "deliver", ",\"m\":\"n2.0:%d\",\"place\":%d".formatted(number, 10 * number * number + 10));
        }
        return names();
    }

    @Test
    void twoMessagesAtOneGlobalPlaceStayEvenIfNoProcessHasBoth() {
        assertThat(afterOneAnother("view")).containsExactly("n1.0:1", "n1.0:2", "n2.0:1", "n2.0:2");
        edit("\"places\":\"view\"", "\"places\":\"global\"");
        assertThat(names()).containsExactly("n1.0:1", "n2.0:2");
    }

    /** n3 died before it joined the static group. */
    private void neverCame() {
        edit("\"nodes\"", "\"membership\":\"static\",\"nodes\"");
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");
        event("n1.0", "start", "");
        event("n2.0", "start", "");
        message(1, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
    }

    @Test
    void aMessageIsReleasedEvenIfAProcessThatNeverJoinedTheStaticGroupLacksIt() {
        neverCame();
        assertThat(names()).containsExactly("n1.0:1");
    }

    @Test
    void aMessageIndicatedSafeStaysIfAProcessNeverJoinedTheStaticGroup() {
        neverCame();
        for (String p : new String[] {"n1.0", "n2.0"}) {
            event(p, "safe", ",\"m\":\"n1.0:1\"");
            event(p, "safe", ",\"m\":\"n1.0:2\"");
        }
        last("n1.0", "n2.0");
        assertThat(names()).isEmpty();
    }

    @Test
    void theFirstLineOfALogStays() {
        edit("\"nodes\"", "\"membership\":\"static\",\"nodes\"");
        edit(",\"n3\"", "");
        event("n1.0", "start", "");
        send("n1.0:1");
        deliver("n1.0:1", "n2.0", "n1.0");
        event("n2.0", "start", "");
        message(2, "n1.0", "n2.0");
        message(3, "n1.0", "n2.0");
        assertThat(names()).as("n2's log begins with a delivery").containsExactly("n1.0:2");
    }

    /**
     * n3 delivered n1's second message without a first one, sent by either process, and died. The others delivered the
     * second one first.
     */
    private List<String> owed(String firstSender) {
        views("n1.0", "n2.0", "n3.0");
        String first = firstSender + ":1";
        send(first);
        send("n1.0:2");
        deliver("n1.0:2", "n1.0", "n2.0", "n3.0");
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");
        deliver(first, "n1.0", "n2.0");
        view("n1.0", 2, "n1.0", "n2.0");
        view("n2.0", 2, "n1.0", "n2.0");
        last("n1.0", "n2.0");
        return names();
    }

    @Test
    void aMessageThatADeadProcessDoesNotOweIsReleasedWithoutIt() {
        assertThat(owed("n2.0")).containsExactly("n2.0:1");
    }

    @Test
    void aMessageThatADeadProcessOwesStays() {
        assertThat(owed("n1.0")).isEmpty();
    }

    @Test
    void theDeliveriesOfEachDeadProcessAreJudgedSeparately() {
        String[] all = {"n1.0", "n2.0", "n3.0", "n4.0"};
        edit("\"n3\"", "\"n3\",\"n4\"");
        views(all);
        send("n1.0:1");
        deliver("n1.0:1", all);
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");
        send("n1.0:2");
        send("n2.0:3");
        deliver("n1.0:2", "n1.0", "n2.0");
        deliver("n2.0:3", "n1.0", "n2.0", "n4.0");
        event("n4.0", "crash", ",\"cause\":\"unprovoked\"");
        send("n2.0:4");
        deliver("n2.0:4", "n1.0", "n2.0");
        view("n1.0", 2, "n1.0", "n2.0");
        view("n2.0", 2, "n1.0", "n2.0");
        last("n1.0", "n2.0");
        assertThat(names()).as("n4 went on over n1's second").doesNotContain("n1.0:2");
        assertThat(names()).contains("n2.0:4");
    }

    /** n1 sends its first message before, in or around a block. */
    private List<Long> sentAround(String... lines) {
        edit("\"reliable\"", "[\"blocking\"]");
        views("n1.0", "n2.0");
        for (String line : lines) {
            event("n1.0", line, line.startsWith("sen") ? ",\"m\":\"n1.0:1\"" : "");
        }
        deliver("n1.0:1", "n1.0", "n2.0");
        event("n1.0", "unblock", "");
        view("n1.0", 2, "n1.0", "n2.0");
        view("n2.0", 2, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
        return gone();
    }

    @Test
    void aMessageSentWhileBlockedStays() {
        assertThat(sentAround("block", "send", "sent")).isEmpty();
    }

    @Test
    void aMessageInvokedBeforeTheBlockIsReleased() {
        assertThat(sentAround("send", "block", "sent")).containsExactly(1L);
    }

    @Test
    void aMessageWhoseSendReturnedAfterTheUnblockIsReleased() {
        assertThat(sentAround("block", "send", "unblock", "sent")).containsExactly(1L);
    }

    @Test
    void aBlockOnTheFirstLineOfALogCounts() {
        edit("\"reliable\"", "[\"blocking\"]");
        event("n1.0", "block", "");
        views("n1.0", "n2.0");
        message(1, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
        assertThat(gone()).isEmpty();
        edit("\"blocking\"", "\"fifo\"");
        assertThat(gone()).containsExactly(1L);
    }

    /**
     * The last process comes into the second view, or into another first one; the others share the first view with it.
     */
    private List<String> passedBy(int seq) {
        event("n3.0", "start", "");
        event("n3.0", "view", ",\"id\":\"w\",\"seq\":%d,\"members\":[\"n3.0\"]".formatted(seq));
        for (String p : new String[] {"n1.0", "n2.0"}) {
            event(p, "start", "");
            view(p, 1, "n1.0", "n2.0", "n3.0");
        }
        message(1, "n1.0", "n2.0");
        return finished();
    }

    @Test
    void aMessageIsFinishedForAProcessInALaterView() {
        assertThat(passedBy(2)).containsExactly("n1.0:1");
    }

    @Test
    void aMessageIsNotFinishedForAProcessInAnotherViewOfTheSameSeq() {
        assertThat(passedBy(1)).isEmpty();
    }

    @Test
    void aMessageIsFinishedOnlyForAProcessInALaterViewOfTheSameGeneration() {
        passedBy(2);
        edit("\"id\":\"w\"", "\"id\":\"w\",\"generation\":\"g2\"");
        assertThat(finished()).isEmpty();
    }

    @Test
    void aMessageIsNotFinishedForAProcessThatInstalledItsViewWithoutBeingAMember() {
        event("n3.0", "start", "");
        view("n3.0", 1, "n1.0", "n2.0");
        views("n1.0", "n2.0");
        message(1, "n1.0", "n2.0");
        assertThat(finished()).isEmpty();
        deliver("n1.0:1", "n3.0");
        assertThat(finished()).containsExactly("n1.0:1");
    }

    /**
     * All processes deliver all messages in one order; n1 sends its second message after one of n2's, whichever log is
     * read first.
     */
    private void behindOneOf(String n2sReturn) {
        String header = text.toString();
        views("n1.0", "n2.0");
        send("n1.0:1");
        deliver("n1.0:1", "n1.0", "n2.0");
        event("n2.0", "send", ",\"m\":\"n2.0:1\"");
        deliver("n2.0:1", "n1.0", "n2.0");
        if (!n2sReturn.isEmpty()) {
            event("n2.0", n2sReturn, ",\"m\":\"n2.0:1\"");
        }
        send("n1.0:2");
        deliver("n1.0:2", "n1.0", "n2.0");
        last("n1.0", "n2.0");
        String[] lines = text.substring(header.length()).split("\n");
        text.replace(0, text.length(), header);
        for (String p : new String[] {"n2.0", "n1.0"}) {
            for (String line : lines) {
                if (line.startsWith("{\"p\":\"" + p)) {
                    text.append(line).append('\n');
                }
            }
        }
    }

    @Test
    void aMessageAfterAnUnfinishedOneStays() {
        behindOneOf("");
        assertThat(names()).containsExactly("n1.0:1");
    }

    @Test
    void aMessageAfterAFinishedOneIsReleased() {
        behindOneOf("sent");
        assertThat(names()).containsExactlyInAnyOrder("n1.0:1", "n2.0:1", "n1.0:2");
    }

    /** n1 delivers n3's message before it sends; n2 delivers it after it sent the message that follows n1's. */
    private void byWayOfAnother(boolean returns) {
        views("n1.0", "n2.0", "n3.0");
        String[] all = {"n1.0", "n2.0", "n3.0"};
        event("n3.0", "send", ",\"m\":\"n3.0:1\"");
        deliver("n3.0:1", "n1.0");
        send("n1.0:1");
        deliver("n1.0:1", "n2.0");
        send("n2.0:1");
        deliver("n3.0:1", "n2.0", "n3.0");
        deliver("n1.0:1", "n1.0", "n3.0");
        deliver("n2.0:1", all);
        if (returns) {
            event("n3.0", "sent", ",\"m\":\"n3.0:1\"");
        }
        last(all);
    }

    @Test
    void aMessageAfterAnUnfinishedOneByWayOfAnotherStays() {
        byWayOfAnother(false);
        assertThat(names()).doesNotContain("n2.0:1");
    }

    @Test
    void aMessageAfterAFinishedOneByWayOfAnotherIsReleased() {
        byWayOfAnother(true);
        assertThat(names()).contains("n2.0:1");
    }

    /**
     * Both deliver a message of n2 before one that n1 had sent before. It is known, or not, whether n2 ever sent it.
     */
    private void behindOneOfUnknownSend(boolean known) {
        views("n1.0", "n2.0");
        send("n1.0:1");
        if (known) {
            send("n2.0:1");
        }
        deliver("n2.0:1", "n1.0", "n2.0");
        deliver("n1.0:1", "n1.0", "n2.0");
        last("n1.0", "n2.0");
    }

    @Test
    void aMessageDeliveredAfterOneOfUnknownSendStays() {
        behindOneOfUnknownSend(false);
        assertThat(names()).isEmpty();
    }

    @Test
    void aMessageDeliveredAfterOneOfKnownSendIsReleased() {
        behindOneOfUnknownSend(true);
        assertThat(names()).containsExactlyInAnyOrder("n1.0:1", "n2.0:1");
    }
}
