package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.Arrays;

/**
 * Positive acknowledgements. Every receiver acknowledges each packet of data to its sender, cumulatively and selectively (as TCP does:
 * RFC 9293, RFC 2018). The sender keeps each unit until all have acknowledged it, and sends it again to the receivers that miss it
 * when an acknowledgement is overdue ({@link Retransmitter}).
 *
 * <p>The sender finds every loss by itself, that of a last message too. The price is about n packets of feedback a message (Pingali,
 * Towsley, Kurose 1994: a sender-initiated protocol).
 *
 * <table>
 * <caption>A receiver and one stream</caption>
 * <tr><th>state</th><th>on</th><th>then</th><th>next</th></tr>
 * <tr><td>quiet</td><td>data, new or not</td><td></td><td>due at the end of the step</td></tr>
 * <tr><td>quiet</td><td>more is freed</td><td>wait for data that an acknowledgement answers anyway</td><td>due at a time</td></tr>
 * <tr><td>quiet</td><td>the sender believes less than is so, and the last acknowledgement is old</td><td>ack</td><td>quiet</td></tr>
 * <tr><td>due</td><td>the inputs that were ready are handled, or the time is over</td><td>ack(held, freed, ranges beyond)</td><td>quiet</td></tr>
 * </table>
 */
public final class AckReliability implements Reliability {
    /** How long an acknowledgement of freed units waits for one of held units. */
    private static final long FREED_WAIT_NANOS = 10_000_000;

    /** An acknowledgement may be on its way for so long before it is taken for lost. */
    private static final long REPEAT_NANOS = 40_000_000;

    /** Ranges beyond the held prefix in one acknowledgement; TCP has room for three. */
    private static final int MAX_RANGES = 16;

    private final Peers peers;
    private final Alarm alarm;
    private final Retransmitter retransmitter;
    private final boolean[] due;
    private final long[] freedDueAt;
    private final long[] reportedFreed;
    private final long[] reportedAt;

    public AckReliability(Peers peers) {
        this.peers = peers;
        this.alarm = new Alarm(peers);
        this.retransmitter = new Retransmitter(peers, alarm);
        this.due = new boolean[peers.streams()];
        this.freedDueAt = new long[peers.streams()];
        Arrays.fill(freedDueAt, Alarm.NEVER);
        this.reportedFreed = new long[peers.streams()];
        this.reportedAt = new long[peers.streams()];
    }

    @Override
    public boolean acknowledgesToSender() {
        return true;
    }

    @Override
    public void arrived(int stream, long first, long last) {
        due[stream] = true;
    }

    @Override
    public void review() {
        for (int stream = 0; stream < due.length; stream++) {
            if (stream == peers.self()) {
                continue;
            }
            if (due[stream]) {
                acknowledge(stream);
            } else if (freedDueAt[stream] == Alarm.NEVER && peers.log(stream).freed() > reportedFreed[stream]) {
                freedDueAt[stream] = peers.now() + FREED_WAIT_NANOS;
                alarm.by(freedDueAt[stream]);
            }
        }
    }

    @Override
    public void transmitted(long through) {
        retransmitter.transmitted(through);
    }

    @Override
    public void onFeedback(int from, Packet.Feedback feedback) {
        if (feedback instanceof Packet.Ack ack && ack.stream() == peers.self()) {
            retransmitter.onAck(from, ack);
        }
    }

    @Override
    public void believed(int stream, long heldThrough, long freedThrough) {
        SenderLog log = peers.log(stream);
        boolean behind = heldThrough < log.held() || freedThrough < log.freed();
        if (behind && peers.now() - reportedAt[stream] >= REPEAT_NANOS) {
            due[stream] = true;
        }
    }

    @Override
    public void timerFired() {
        alarm.fired();
        long now = peers.now();
        for (int stream = 0; stream < due.length; stream++) {
            if (freedDueAt[stream] <= now) {
                acknowledge(stream);
            } else {
                alarm.by(freedDueAt[stream]);
            }
        }
        retransmitter.timerFired();
    }

    private void acknowledge(int stream) {
        SenderLog log = peers.log(stream);
        due[stream] = false;
        freedDueAt[stream] = Alarm.NEVER;
        reportedFreed[stream] = log.freed();
        reportedAt[stream] = peers.now();
        peers.send(
                stream,
                new Packet.Ack(peers.ref(), stream, log.held(), log.freed(), Units.beyondHeld(log, MAX_RANGES)));
    }
}
