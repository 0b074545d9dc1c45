package dev.maat.reference.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.packet.Range;
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

    /** How many pieces. */
    private int sendAll(long millis) {
        int sent = 0;
        while (outgoing.wantsToSend()) {
            outgoing.sendOne(millis * MILLI, (offset, length) -> {});
            sent++;
        }
        return sent;
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
    void aTimeOutBeforeAnyMeasurementLeavesTheThreshold() {
        sendAll(0);
        outgoing.timePassed(100 * MILLI);
        sendAll(100);
        acknowledged(8 * PIECE, 120);
        sendAll(120);

        acknowledged(20 * PIECE, 240);

        assertThat(sendAll(240))
                .as("four pieces, and one for each acknowledged")
                .isEqualTo(24);
    }

    /** The first piece is measured: the way takes 80 ms there and back. */
    private void measured() {
        sendAll(0);
        acknowledged(8 * PIECE, 80);
        assertThat(sendAll(80)).isEqualTo(16);
    }

    private void acknowledgedBeyondAGap(long held, long millis) {
        List<Range> beyond = List.of(new Range(0, held + PIECE, held + 2 * PIECE - 1));
        outgoing.acknowledged(held, beyond, millis * MILLI);
    }

    @Test
    void onALongWayPiecesThatChangedPlacesAreNotLost() {
        measured();
        acknowledgedBeyondAGap(8 * PIECE, 160);
        assertThat(outgoing.wantsToSend()).isFalse();

        acknowledged(24 * PIECE, 165);

        assertThat(sendAll(165)).as("twice the window").isEqualTo(32);
    }

    @Test
    void onALongWayAGapThatStaysForAQuarterOfARoundTripIsALoss() {
        measured();
        acknowledgedBeyondAGap(8 * PIECE, 160);
        assertThat(outgoing.deadline()).isEqualTo(180 * MILLI);
        outgoing.timePassed(179 * MILLI);
        assertThat(outgoing.wantsToSend()).isFalse();

        outgoing.timePassed(180 * MILLI);

        outgoing.sendOne(180 * MILLI, (offset, length) -> assertThat(offset).isEqualTo(8 * PIECE));
        acknowledged(24 * PIECE, 260);
        assertThat(sendAll(260)).as("half the window, and what this grew by").isLessThan(32);
    }

    @Test
    void onAShortWayAGapIsSentAgainAtOnce() {
        sendAll(0);
        acknowledged(2 * PIECE, 1);

        acknowledgedBeyondAGap(2 * PIECE, 2);

        outgoing.sendOne(2 * MILLI, (offset, length) -> assertThat(offset).isEqualTo(2 * PIECE));
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
