package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Ranks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last report of each child of a coordinator, for one stream, and their sum. */
final class Children {
    /**
     * The prefixes that a peer and its children hold together.
     *
     * @param held the contiguous prefix that all of them hold
     * @param freed the prefix that all of them have freed
     * @param covered all of them
     * @param changesAt when a child is left out if it stays silent; {@link Alarm#NEVER} if none is behind
     */
    record Sum(long held, long freed, List<Ranks> covered, long changesAt) {}

    /** A child, or a peer that has turned to this one for other reasons. */
    private static final class Child {
        private long held;
        private long freed;
        private List<Ranks> covered = List.of();
        private long heardAt;
        private long behindSince = Alarm.NEVER;
        private boolean expected;
    }

    private final TreeMap<Integer, Child> children = new TreeMap<>();
    private List<Ranks> self = List.of();

    /** The report holds together as it is: what it covers belongs to its numbers. False if it only repeats itself. */
    boolean heard(int from, Packet.Report report, long now) {
        Child child = children.computeIfAbsent(from, rank -> new Child());
        boolean news =
                child.held != report.held() || child.freed != report.freed() || !child.covered.equals(report.covered());
        child.held = report.held();
        child.freed = report.freed();
        child.covered = report.covered();
        child.heardAt = now;
        return news;
    }

    /** In the tree of this moment the peer is a child; until the next {@link #sum}. */
    void expect(int rank) {
        children.computeIfAbsent(rank, none -> new Child()).expected = true;
    }

    /** The sum of this peer and all children, without those that are behind and silent for so long. */
    Sum sum(int peer, long heldHere, long freedHere, long now, long maxSilenceNanos) {
        if (children.isEmpty()) {
            return new Sum(heldHere, freedHere, self(peer), Alarm.NEVER);
        }
        long held = heldHere;
        long freed = freedHere;
        long changesAt = Alarm.NEVER;
        List<Ranks> covered = new ArrayList<>(self(peer));
        for (Iterator<Map.Entry<Integer, Child>> each = children.entrySet().iterator(); each.hasNext(); ) {
            Child child = each.next().getValue();
            boolean behind = child.held < heldHere || child.freed < freedHere;
            if (!behind) {
                child.behindSince = Alarm.NEVER;
            } else if (child.behindSince == Alarm.NEVER) {
                child.behindSince = now;
            }
            long silentAt = behind ? Math.max(child.heardAt, child.behindSince) + maxSilenceNanos : Alarm.NEVER;
            boolean expected = child.expected;
            child.expected = false;
            if (silentAt <= now) {
                if (!expected) {
                    each.remove();
                }
                continue;
            }
            changesAt = Math.min(changesAt, silentAt);
            held = Math.min(held, child.held);
            freed = Math.min(freed, child.freed);
            covered.addAll(child.covered);
        }
        return new Sum(held, freed, joined(covered), changesAt);
    }

    private List<Ranks> self(int peer) {
        if (self.isEmpty()) {
            self = List.of(new Ranks(peer, peer));
        }
        return self;
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
}
