package dev.maat.checkers.online.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.maat.checkers.Histories;
import dev.maat.checkers.facts.CausalPast;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.TooLargeException;
import dev.maat.checkers.history.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTest extends ReleaseStory {
    @Test
    void allMessagesAreReleasedExceptTheLast() {
        views("n1.0", "n2.0");
        placed(1, 10);
        placed(2, 20);
        placed(3, 30);
        assertThat(gone()).containsExactly(1L, 2L);
        assertThat(release().highestPlaces()).containsExactly(entry("v1", 20L));
        assertThat(release().latestNanos()).isEqualTo(12);
    }

    @Test
    void twoMessagesWhosePlacesFallBothStay() {
        views("n1.0", "n2.0");
        placed(1, 20);
        placed(2, 10);
        placed(3, 30);
        placed(4, 40);
        assertThat(gone()).containsExactly(3L);
    }

    @Test
    void twoMessagesAtOnePlaceBothStay() {
        views("n1.0", "n2.0");
        placed(1, 10);
        placed(2, 20);
        placed(3, 20);
        placed(4, 40);
        assertThat(gone()).containsExactly(1L);
    }

    private void fault(String more) {
        text.append("{\"t\":%d,\"e\":\"fault\",\"id\":1,%s}%n".formatted(++timeNanos, more));
    }

    private List<List<Integer>> openFaults() {
        return release().cases().all().keySet().stream()
                .map(LetGoCases.Kind::openFaults)
                .toList();
    }

    @Test
    void aMessageReleasedDuringAFaultIsCountedWithTheFault() {
        views("n1.0", "n2.0");
        message(1, "n1.0", "n2.0");
        timeNanos--;
        fault("\"on\":true,\"kind\":\"delay\"");
        message(2, "n1.0", "n2.0");
        assertThat(openFaults()).as("it began as the message ended").containsExactly(List.of(0));
        edit("\"t\":8,\"e\":\"fault\"", "\"t\":9,\"e\":\"fault\"");
        assertThat(openFaults()).as("it began after the message ended").containsExactly(List.of());
    }

    @Test
    void aMessageReleasedAfterAFaultIsNotCountedWithIt() {
        views("n1.0", "n2.0");
        fault("\"on\":true,\"kind\":\"delay\"");
        fault("\"on\":false");
        message(1, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
        assertThat(openFaults()).containsExactly(List.of());
    }

    @Test
    void ifSerialUpcallsAreClaimedNoMessageIsReleasedDuringAFault() {
        views("n1.0", "n2.0");
        fault("\"on\":true,\"kind\":\"delay\"");
        message(1, "n1.0", "n2.0");
        message(2, "n1.0", "n2.0");
        assertThat(gone()).containsExactly(1L);
        edit("\"reliable\"", "[\"serial-upcalls\"]");
        assertThat(gone()).isEmpty();
    }

    private void next(String p, long t) {
        timeNanos = t - 1;
        event(p, "view", ",\"id\":\"v2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]");
    }

    /** n2 delivers the first message in the first view at the given time; n1 goes on from that view at 20. */
    private List<Long> goneWhenDeliveredAt(long t, String before, boolean goesOn) {
        views("n1.0", "n2.0");
        message(1, "n1.0");
        next("n1.0", 20);
        timeNanos = t - 2;
        if (!before.isEmpty()) {
            event("n2.0", before, "");
        }
        timeNanos = t - 1;
        event("n2.0", "deliver", ",\"m\":\"n1.0:1\"");
        if (goesOn) {
            next("n2.0", 40);
        }
        timeNanos = 50;
        message(2, "n1.0", "n2.0");
        return gone();
    }

    @Test
    void aMessageDeliveredByTheFirstMoveIsNotAtRiskWhateverFollows() {
        assertThat(goneWhenDeliveredAt(20, "", false)).containsExactly(1L);
    }

    @Test
    void aMessageDeliveredLaterIsAtRiskUnlessItsProcessWasNotYetLeaving() {
        assertThat(goneWhenDeliveredAt(21, "", false)).isEmpty();
    }

    @Test
    void aMessageDeliveredLaterByAProcessThatLeftIsCertainlyAtRisk() {
        assertThat(goneWhenDeliveredAt(21, "", true)).containsExactly(1L);
        assertThat(release().cases().all().keySet()).allMatch(LetGoCases.Kind::atRisk);
    }

    @Test
    void aMessageDeliveredByABlockedProcessIsAtRiskUnlessItUnblocks() {
        assertThat(goneWhenDeliveredAt(15, "block", false)).isEmpty();
    }

    /** n3 dies in the first view, and the others go on with a message that it never delivered. */
    private History goneOnWithoutOne() {
        views("n1.0", "n2.0", "n3.0");
        message(1, "n1.0", "n2.0", "n3.0");
        message(2, "n1.0", "n2.0", "n3.0");
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");
        for (int number = 3; number <= 9; number++) {
            message(number, "n1.0", "n2.0");
        }
        for (String p : new String[] {"n1.0", "n2.0"}) {
            event(p, "view", ",\"id\":\"v2\",\"seq\":2,\"members\":[\"n1.0\",\"n2.0\"]");
        }
        for (int number = 10; number <= 12; number++) {
            message(number, "n1.0", "n2.0");
        }
        return Histories.parse(text.toString());
    }

    @Test
    void aMessageStaysIfThePastsAreTooLargeToTellWhetherADeadProcessOwesIt() {
        History history = goneOnWithoutOne();
        Facts tooLarge = new Facts(history) {
            @Override
            public CausalPast causalPast() {
                throw new TooLargeException("too large");
            }
        };

        int passedOver = Release.of(history, Long.MAX_VALUE).passedOver().size();
        Release release = Release.of(tooLarge, Long.MAX_VALUE);

        assertThat(passedOver).isEqualTo(1);
        assertThat(release.passedOver()).isEmpty();
        assertThat(release.messages().isEmpty()).isFalse();
    }
}
