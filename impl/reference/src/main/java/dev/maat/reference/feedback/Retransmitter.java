package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import java.util.Arrays;
import java.util.List;

/**
 * The sender's part of {@link AckReliability}: one retransmission timer for each receiver, after RFC 6298.
 *
 * <table>
 * <caption>The sender and one receiver</caption>
 * <tr><th>state</th><th>on</th><th>then</th><th>next</th></tr>
 * <tr><td>acknowledged</td><td>data sent (5.1)</td><td>start the timer; time the round trip</td><td>waiting</td></tr>
 * <tr><td>waiting</td><td>ack of all (5.2)</td><td>stop the timer; measure</td><td>acknowledged</td></tr>
 * <tr><td>waiting</td><td>ack of more (5.3)</td><td>start the timer again; measure; no backoff</td><td>waiting</td></tr>
 * <tr><td>waiting</td><td>time-out (5.4 to 5.6)</td><td>send again what it misses; double the time-out; time no
 * round trip (Karn)</td><td>waiting</td></tr>
 * </table>
 *
 * A receiver that is dead is sent to at the longest time-out until it is no peer any more.
 */
final class Retransmitter {
    /** Packets that one time-out sends again to one receiver: the next acknowledgement says how many more it misses. */
    private static final int MAX_BURST = 16;

    private static final int MAX_BACKOFFS = 5;

    /** One receiver, as far as the sender knows it. */
    private static final class Receiver {
        private final RoundTrip roundTrip = new RoundTrip();
        private List<Range> beyond = List.of();
        private long timedSeq;
        private long timedAt;
        private int backoffs;
    }

    private final Peers peers;
    private final Alarm alarm;
    private Receiver[] receivers = {};
    private Deadlines deadlines = new Deadlines(0);
    private long transmitted;

    Retransmitter(Peers peers, Alarm alarm) {
        this.peers = peers;
        this.alarm = alarm;
    }

    void transmitted(long through) {
        if (receivers.length == 0) {
            receivers = new Receiver[peers.size()];
            Arrays.setAll(receivers, rank -> new Receiver());
            deadlines = new Deadlines(peers.size());
        }
        transmitted = through;
        long now = peers.now();
        for (int rank = 0; rank < receivers.length; rank++) {
            Receiver receiver = receivers[rank];
            if (rank == peers.self()) {
                continue;
            }
            if (receiver.timedSeq == 0) {
                receiver.timedSeq = through;
                receiver.timedAt = now;
            }
            if (!deadlines.isSet(rank)) {
                start(rank, now);
            }
        }
    }

    void onAck(int from, Packet.Ack ack) {
        if (receivers.length == 0 || ack.held() > transmitted) {
            return;
        }
        Receiver receiver = receivers[from];
        long before = peers.heldBy(from);
        peers.acknowledged(from, ack.held(), ack.freed());
        if (ack.held() < before) {
            return;
        }
        receiver.beyond = ack.beyond();
        if (receiver.timedSeq != 0 && holds(ack, receiver.timedSeq)) {
            receiver.roundTrip.measured(peers.now() - receiver.timedAt);
            receiver.timedSeq = 0;
        }
        if (ack.held() == transmitted) {
            deadlines.clear(from);
            receiver.backoffs = 0;
        } else if (ack.held() > before) {
            receiver.backoffs = 0;
            start(from, peers.now());
        }
    }

    void timerFired() {
        long now = peers.now();
        for (int rank : deadlines.due(now)) {
            Receiver receiver = receivers[rank];
            sendAgain(rank, receiver);
            receiver.timedSeq = 0;
            receiver.backoffs = Math.min(MAX_BACKOFFS, receiver.backoffs + 1);
            start(rank, now);
        }
        alarm.by(deadlines.earliest());
    }

    private void start(int rank, long now) {
        Receiver receiver = receivers[rank];
        long deadline = now + receiver.roundTrip.timeoutNanos(receiver.backoffs);
        deadlines.set(rank, deadline);
        alarm.by(deadline);
    }

    private void sendAgain(int rank, Receiver receiver) {
        int left = MAX_BURST;
        long from = peers.heldBy(rank) + 1;
        for (Range held : receiver.beyond) {
            left = Repairs.send(peers, rank, peers.self(), from, held.from() - 1, left);
            from = Math.max(from, held.to() + 1);
        }
        Repairs.send(peers, rank, peers.self(), from, transmitted, left);
    }

    private static boolean holds(Packet.Ack ack, long seq) {
        if (ack.held() >= seq) {
            return true;
        }
        for (Range range : ack.beyond()) {
            if (range.from() <= seq && seq <= range.to()) {
                return true;
            }
        }
        return false;
    }
}
