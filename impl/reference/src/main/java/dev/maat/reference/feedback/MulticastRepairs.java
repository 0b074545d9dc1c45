package dev.maat.reference.feedback;

import dev.maat.reference.packet.Range;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The holder's part of {@link NackReliability}: repairs are multicast, and suppressed like requests.
 *
 * <table>
 * <caption>A holder and one range of a request</caption>
 * <tr><th>state</th><th>on</th><th>then</th><th>next</th></tr>
 * <tr><td>none</td><td>request, repaired of late or already pending</td><td></td><td>none</td></tr>
 * <tr><td>none</td><td>request, it is the sender of the stream</td><td>multicast the repair</td><td>none</td></tr>
 * <tr><td>none</td><td>request, it holds units of the range</td><td>draw a wait</td><td>pending</td></tr>
 * <tr><td>pending</td><td>the units arrive (suppressed)</td><td></td><td>none</td></tr>
 * <tr><td>pending</td><td>the wait is over</td><td>multicast the repair</td><td>none</td></tr>
 * </table>
 *
 * The sender does not wait: it holds the units for certain, and its repair suppresses those of all peers that wait longer than a
 * round trip.
 */
final class MulticastRepairs {
    /** Ranges that wait; a request beyond them is answered by others, or made again. */
    private static final int MAX_PENDING = 64;

    /** A repair that waits: that of another peer may come first. */
    private record Pending(int stream, long from, long to, long at) {}

    private final Peers peers;
    private final Alarm alarm;
    private final Backoff backoff;
    private final List<Pending> pending = new ArrayList<>();
    private final RecentRanges repaired = new RecentRanges();

    MulticastRepairs(Peers peers, Alarm alarm, Backoff backoff) {
        this.peers = peers;
        this.alarm = alarm;
        this.backoff = backoff;
    }

    /**
     * A peer asks for a range.
     *
     * @param maxPackets how many packets may answer this request at once
     * @return the packets that may still follow
     */
    int requested(int by, Range range, int maxPackets) {
        int stream = range.rank();
        if (stream == peers.self()) {
            return repairOwn(by, range, maxPackets);
        }
        SenderLog log = peers.log(stream);
        long from = Math.max(range.from(), log.freed() + 1);
        long to = Math.min(range.to(), log.known());
        if (from > to || pending.size() >= MAX_PENDING || isPending(stream, from, to)) {
            return maxPackets;
        }
        long roundTrip = NackReliability.roundTrip(peers, by);
        long at = peers.now() + roundTrip + backoff.draw(roundTrip, "repair");
        pending.add(new Pending(stream, from, to, at));
        alarm.by(at);
        return maxPackets;
    }

    /** Units arrived that another peer may have sent again: those need no repair from here. */
    void arrived(int stream, long first, long last) {
        if (pending.isEmpty()) {
            return;
        }
        for (int i = pending.size() - 1; i >= 0; i--) {
            Pending each = pending.get(i);
            if (each.stream() != stream || last < each.from() || each.to() < first) {
                continue;
            }
            pending.remove(i);
            addRest(each, each.from(), first - 1);
            addRest(each, last + 1, each.to());
        }
    }

    void timerFired() {
        long now = peers.now();
        int left = Units.MAX_ANSWERS;
        List<Pending> due = new ArrayList<>();
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending next = each.next();
            if (next.at() <= now) {
                due.add(next);
                each.remove();
            } else {
                alarm.by(next.at());
            }
        }
        for (Pending next : due) {
            left = Repairs.multicast(peers, next.stream(), next.from(), next.to(), left);
        }
    }

    private int repairOwn(int by, Range range, int maxPackets) {
        long now = peers.now();
        SenderLog own = peers.log(peers.self());
        long last = Math.min(range.to(), own.known());
        long from = 0;
        int left = maxPackets;
        for (long seq = Math.max(range.from(), own.freed() + 1); seq <= last + 1 && left > 0; seq++) {
            boolean wanted = seq <= last && !repaired.covers(seq, now);
            if (wanted && from == 0) {
                from = seq;
            } else if (!wanted && from != 0) {
                left = Repairs.multicast(peers, range.rank(), from, seq - 1, left);
                if (left > 0) {
                    repaired.add(from, seq - 1, now + NackReliability.roundTrip(peers, by), now);
                }
                from = 0;
            }
        }
        return left;
    }

    private boolean isPending(int stream, long from, long to) {
        for (Pending each : pending) {
            if (each.stream() == stream && each.from() <= from && to <= each.to()) {
                return true;
            }
        }
        return false;
    }

    private void addRest(Pending of, long from, long to) {
        if (from <= to && pending.size() < MAX_PENDING) {
            pending.add(new Pending(of.stream(), from, to, of.at()));
        }
    }
}
