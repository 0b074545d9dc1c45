package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The last report of each child of a coordinator, for one stream, and their sum. A coordinator hears each child for each message, so the
 * numbers lie side by side, and the union of what the children cover is kept until a part of it changes.
 */
final class Children {
    /**
     * The prefixes that a peer and its children hold together.
     *
     * @param held the contiguous prefix that all of them hold
     * @param freed the prefix that all of them have freed
     * @param covered all of them; never changes
     * @param changesAt when a child is left out if it stays silent; {@link Alarm#NEVER} if none is behind
     */
    record Sum(long held, long freed, List<Ranks> covered, long changesAt) {}

    private static final int FIRST_ROOM = 8;
    private static final int[] NONE = {};

    private final List<Ranks> self;

    /** The children, and peers that have turned to this one for other reasons, in the order of their ranks. */
    private int[] ranks = NONE;

    private long[] held = {};
    private long[] freed = {};
    private long[] heardAt = {};
    private long[] behindSince = {};
    private boolean[] expected = {};
    private boolean[] leftOut = {};
    private List<List<Ranks>> covered = List.of();
    private int count;

    private int[] children = NONE;

    /** Of this peer and all that are not left out. */
    private List<Ranks> coveredByAll;

    private boolean coverChanged;

    /** @param peer the coordinator */
    Children(int peer) {
        this.self = List.of(new Ranks(peer, peer));
        this.coveredByAll = self;
    }

    /** The report holds together as it is: what it covers belongs to its numbers. False if it only repeats itself. */
    boolean heard(int from, Packet.Report report, long now) {
        int at = place(from);
        boolean otherCover = !covered.get(at).equals(report.covered());
        boolean news = held[at] != report.held() || freed[at] != report.freed() || otherCover;
        held[at] = report.held();
        freed[at] = report.freed();
        heardAt[at] = now;
        if (otherCover) {
            covered.set(at, report.covered());
            coverChanged = true;
        }
        return news;
    }

    /** The peers of these ranks are children, and no others; the same array says nothing new. */
    void expect(int[] now) {
        if (now == children) {
            return;
        }
        children = now;
        Arrays.fill(expected, false);
        for (int rank : now) {
            int at = place(rank);
            expected[at] = true;
        }
    }

    /** The sum of this peer and all children, without those that are behind and silent for so long. */
    Sum sum(long heldHere, long freedHere, long now, long maxSilenceNanos) {
        long heldByAll = heldHere;
        long freedByAll = freedHere;
        long changesAt = Alarm.NEVER;
        for (int at = 0; at < count; at++) {
            boolean behind = held[at] < heldHere || freed[at] < freedHere;
            if (!behind) {
                behindSince[at] = Alarm.NEVER;
            } else if (behindSince[at] == Alarm.NEVER) {
                behindSince[at] = now;
            }
            long silentAt = behind ? Math.max(heardAt[at], behindSince[at]) + maxSilenceNanos : Alarm.NEVER;
            leaveOut(at, silentAt <= now);
            if (!leftOut[at]) {
                changesAt = Math.min(changesAt, silentAt);
                heldByAll = Math.min(heldByAll, held[at]);
                freedByAll = Math.min(freedByAll, freed[at]);
            } else if (!expected[at]) {
                remove(at--);
            }
        }
        return new Sum(heldByAll, freedByAll, coveredByAll(), changesAt);
    }

    private void leaveOut(int at, boolean leaves) {
        coverChanged |= leaves != leftOut[at];
        leftOut[at] = leaves;
    }

    private List<Ranks> coveredByAll() {
        if (coverChanged) {
            coverChanged = false;
            List<Ranks> runs = new ArrayList<>(self);
            for (int at = 0; at < count; at++) {
                if (!leftOut[at]) {
                    runs.addAll(covered.get(at));
                }
            }
            coveredByAll = joined(runs);
        }
        return coveredByAll;
    }

    private static List<Ranks> joined(List<Ranks> runs) {
        runs.sort(Comparator.comparingInt(Ranks::first));
        List<Ranks> joined = new ArrayList<>();
        for (Ranks run : runs) {
            Ranks last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && run.first() <= last.last() + 1) {
                joined.set(joined.size() - 1, new Ranks(last.first(), Math.max(last.last(), run.last())));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    /** Where the peer is; it is added if need be. */
    private int place(int rank) {
        int found = Arrays.binarySearch(ranks, 0, count, rank);
        if (found >= 0) {
            return found;
        }
        int at = -found - 1;
        if (count == ranks.length) {
            grow();
        }
        shift(at, at + 1);
        count++;
        ranks[at] = rank;
        held[at] = 0;
        freed[at] = 0;
        heardAt[at] = 0;
        behindSince[at] = Alarm.NEVER;
        expected[at] = false;
        leftOut[at] = false;
        covered.add(at, List.of());
        return at;
    }

    private void remove(int at) {
        shift(at + 1, at);
        covered.remove(at);
        count--;
    }

    /** Moves all from one place on to another. */
    private void shift(int from, int to) {
        int moved = count - from;
        System.arraycopy(ranks, from, ranks, to, moved);
        System.arraycopy(held, from, held, to, moved);
        System.arraycopy(freed, from, freed, to, moved);
        System.arraycopy(heardAt, from, heardAt, to, moved);
        System.arraycopy(behindSince, from, behindSince, to, moved);
        System.arraycopy(expected, from, expected, to, moved);
        System.arraycopy(leftOut, from, leftOut, to, moved);
    }

    private void grow() {
        int room = Math.max(FIRST_ROOM, 2 * count);
        ranks = Arrays.copyOf(ranks, room);
        held = Arrays.copyOf(held, room);
        freed = Arrays.copyOf(freed, room);
        heardAt = Arrays.copyOf(heardAt, room);
        behindSince = Arrays.copyOf(behindSince, room);
        expected = Arrays.copyOf(expected, room);
        leftOut = Arrays.copyOf(leftOut, room);
        covered = new ArrayList<>(covered);
    }
}
