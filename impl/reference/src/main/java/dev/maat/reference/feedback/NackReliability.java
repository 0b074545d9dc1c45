package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Negative acknowledgements with suppression (Floyd, Jacobson, Liu, McCanne, Zhang 1997, "scalable reliable multicast", sections III
 * and IV; the wait is that of RFC 5401). A peer with a gap waits a random time, then multicasts a request. Any other peer with the same gap
 * hears it and waits for the repair instead. Any holder repairs, by multicast again: the sender at once, another one only if no repair
 * was heard for a random time ({@link MulticastRepairs}). So a loss that all peers share costs few requests and few repairs, whatever
 * their number.
 *
 * <p>Heartbeats name the last unit of a stream: else the loss of a last message would show no gap. Peers tell all peers in heartbeats
 * what they hold, which is all that stability needs.
 *
 * <p>Where the transport has no group address, a multicast goes to all peers one after the other: a request and its repair then cost
 * 2 (n - 1) packets on the network, of which each peer still gets two. Without suppression by multicast, n requests would reach the sender.
 *
 * <table>
 * <caption>A receiver and one stream</caption>
 * <tr><th>state</th><th>on</th><th>then</th><th>next</th></tr>
 * <tr><td>whole</td><td>a gap is known</td><td>draw a wait</td><td>waiting</td></tr>
 * <tr><td>waiting</td><td>no gap left</td><td></td><td>whole</td></tr>
 * <tr><td>waiting</td><td>another peer's request</td><td>note the ranges as asked for</td><td>waiting</td></tr>
 * <tr><td>waiting</td><td>the wait is over, all gaps are asked for (suppressed)</td><td>wait until the first of them should be repaired,
 * and draw</td><td>waiting</td></tr>
 * <tr><td>waiting</td><td>the wait is over, some gap is not asked for</td><td>multicast a request, note the ranges, wait for the
 * repair, twice as long each time, and draw</td><td>waiting</td></tr>
 * </table>
 */
public final class NackReliability implements Reliability {
    /** A repair is waited for so many round trips: a request, the longest wait of a holder, and the repair. */
    private static final int REPAIR_ROUND_TRIPS = Backoff.MAX_ROUND_TRIPS + 2;

    private static final long MIN_ROUND_TRIP_NANOS = 1_000_000;
    private static final long MAX_ROUND_TRIP_NANOS = 50_000_000;
    private static final int MAX_DOUBLINGS = 3;

    private final Peers peers;
    private final Requests requests;
    private final Backoff backoff;
    private final Alarm alarm;
    private final MulticastRepairs repairs;
    private final long[] askAt;
    private final int[] unanswered;
    private final long[] heldWhenAsked;
    private final RecentRanges[] askedFor;

    /** Requests are suppressed. */
    public NackReliability(Peers peers) {
        this(peers, Requests.SUPPRESSED);
    }

    public NackReliability(Peers peers, Requests requests) {
        this.peers = peers;
        this.requests = requests;
        this.backoff = new Backoff(peers);
        this.alarm = new Alarm(peers);
        this.repairs = new MulticastRepairs(peers, alarm, backoff);
        this.askAt = new long[peers.streams()];
        Arrays.fill(askAt, Alarm.NEVER);
        this.unanswered = new int[peers.streams()];
        this.heldWhenAsked = new long[peers.streams()];
        this.askedFor = new RecentRanges[peers.streams()];
    }

    @Override
    public boolean acknowledgesToSender() {
        return false;
    }

    @Override
    public void arrived(int stream, long first, long last) {
        repairs.arrived(stream, first, last);
    }

    @Override
    public void review() {
        // Runs for every packet: nothing is allocated while no gap is known.
        for (int stream = 0; stream < askAt.length; stream++) {
            if (!misses(stream)) {
                askAt[stream] = Alarm.NEVER;
            } else if (askAt[stream] == Alarm.NEVER) {
                unanswered[stream] = 0;
                ask(stream, peers.now() + requests.waitNanos(backoff, roundTrip(peers, stream)));
            }
        }
    }

    @Override
    public void transmitted(long through) {
        // Losses are found by the receivers.
    }

    @Override
    public void onFeedback(int from, Packet.Feedback feedback) {
        if (!(feedback instanceof Packet.Nack nack)) {
            return;
        }
        int left = Units.MAX_ANSWERS;
        for (Range range : nack.missing()) {
            if (range.rank() < askAt.length) {
                if (range.rank() != peers.self()) {
                    long until = peers.now() + repairPatience(range.rank());
                    askedFor(range.rank()).add(range.from(), range.to(), until, peers.now());
                }
                left = repairs.requested(from, range, left);
            }
        }
    }

    @Override
    public void believed(int stream, long heldThrough, long freedThrough) {
        // Acknowledgements go to all peers.
    }

    @Override
    public void timerFired() {
        alarm.fired();
        List<Range> request = new ArrayList<>();
        long now = peers.now();
        for (int stream = 0; stream < askAt.length; stream++) {
            if (askAt[stream] <= now) {
                request(stream, now, request);
            } else {
                alarm.by(askAt[stream]);
            }
        }
        if (!request.isEmpty()) {
            requests.send(peers, request);
        }
        repairs.timerFired();
    }

    private void request(int stream, long now, List<Range> into) {
        if (!misses(stream)) {
            askAt[stream] = Alarm.NEVER;
            return;
        }
        SenderLog log = peers.log(stream);
        if (log.held() != heldWhenAsked[stream]) {
            heldWhenAsked[stream] = log.held();
            unanswered[stream] = 0;
        }
        RecentRanges asked = askedFor(stream);
        int before = into.size();
        Units.missing(log, peers.askedThrough(log), seq -> !asked.covers(seq, now), into);
        boolean suppressed = into.size() == before;
        long repaired = suppressed ? asked.nextEnd(now) : now + repairPatience(stream);
        for (Range range : into.subList(before, into.size())) {
            asked.add(range.from(), range.to(), repaired, now);
        }
        unanswered[stream]++;
        ask(stream, repaired + requests.waitNanos(backoff, roundTrip(peers, stream)));
    }

    private void ask(int stream, long at) {
        askAt[stream] = at;
        alarm.by(at);
    }

    private long repairPatience(int stream) {
        return REPAIR_ROUND_TRIPS * roundTrip(peers, stream) << Math.min(MAX_DOUBLINGS, unanswered[stream]);
    }

    private boolean misses(int stream) {
        SenderLog log = peers.log(stream);
        return stream != peers.self() && log.held() < peers.askedThrough(log);
    }

    private RecentRanges askedFor(int stream) {
        RecentRanges ranges = askedFor[stream];
        if (ranges == null) {
            ranges = new RecentRanges();
            askedFor[stream] = ranges;
        }
        return ranges;
    }

    static long roundTrip(Peers peers, int peer) {
        return Math.min(MAX_ROUND_TRIP_NANOS, Math.max(MIN_ROUND_TRIP_NANOS, peers.roundTripNanos(peer)));
    }
}
