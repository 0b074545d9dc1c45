package dev.maat.reference.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time-out of a transfer. Pieces have 1000 bytes, the first window eight of them, and the first time-out is 100 ms. */
final class OutgoingTest {
    private static final int PIECE = 1_000;
    private static final int PIECES = 2_000;
    private static final long MILLI = 1_000_000;

    private record Acknowledgement(long atMillis, long held) {}

    private final Outgoing outgoing = new Outgoing((long) PIECES * PIECE, 0, PIECE, 64 * PIECE);

    private void sendAll(long millis) {
        while (outgoing.wantsToSend()) {
            outgoing.sendOne(millis * MILLI, (offset, length) -> {});
        }
    }

    private void acknowledged(long held, long millis) {
        outgoing.acknowledged(held, List.of(), millis * MILLI);
    }

    @Test
    void anAcknowledgementOfAPieceThatWasSentAgainMeasuresNothing() {
        sendAll(0);
        outgoing.timePassed(100 * MILLI);
        sendAll(100);

        acknowledged(3 * PIECE, 101);

        assertThat(outgoing.deadline()).as("the time-out stays doubled").isEqualTo(301 * MILLI);
    }

    @Test
    void aPieceBeyondThoseThatWereSentAgainIsMeasured() {
        sendAll(0);
        outgoing.timePassed(100 * MILLI);
        sendAll(100);
        acknowledged(8 * PIECE, 101);
        sendAll(101);

        acknowledged(9 * PIECE, 106);

        assertThat(outgoing.deadline()).as("5 ms, and four times 2.5 ms").isEqualTo((106 + 15) * MILLI);
    }

    @Test
    void aWayThatTakesLongerThanTheTimeOutIsMeasuredSoon() {
        long wayMillis = 350;
        ArrayDeque<Acknowledgement> underWay = new ArrayDeque<>();
        long[] stored = {0};
        int sent = 0;
        for (long millis = 0; stored[0] < (long) PIECES * PIECE; millis++) {
            while (!underWay.isEmpty() && underWay.peek().atMillis() <= millis) {
                acknowledged(underWay.remove().held(), millis);
            }
            outgoing.timePassed(millis * MILLI);
            long arrives = millis + wayMillis;
            while (outgoing.wantsToSend()) {
                outgoing.sendOne(millis * MILLI, (offset, length) -> {
                    stored[0] = Math.max(stored[0], offset + length);
                    underWay.add(new Acknowledgement(arrives, stored[0]));
                });
                sent++;
            }
        }

        assertThat(sent).as("pieces sent, of %d", PIECES).isLessThan(PIECES + PIECES / 20);
    }
}
