package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A proposal in the agreement of view k, or its decision: view k+1, and how k ends. The places of the messages in the cut follow from
 * the cut, as the sequencer's order data are units of its stream and within the cut themselves.
 *
 * @param id of view k+1; a value that is proposed again installs the same view
 * @param members of view k+1 in rank order: the survivors, then the joiners
 * @param survivors how many of the members come from view k
 * @param cut per rank of view k: the messages through this number are delivered in k, and no others
 * @param stable per rank of view k: through this number every member of k holds the messages, as the proposer knew
 * @param named highest incarnation per node that a decided view, this one included, ever named
 */
public record Value(
        String id,
        List<ProcessId> members,
        int survivors,
        Counts cut,
        Counts stable,
        SortedMap<String, Integer> named) {
    public Value {
        members = List.copyOf(members);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (survivors < 0 || survivors > members.size() || cut.size() != stable.size()) {
            throw new IllegalArgumentException("not a value: " + id);
        }
    }

    /** The same with a shorter cut. */
    public Value withCut(Counts shorter) {
        if (shorter.equals(cut)) {
            return this;
        }
        long[] within = new long[shorter.size()];
        for (int rank = 0; rank < within.length; rank++) {
            within[rank] = Math.min(stable.at(rank), shorter.at(rank));
        }
        return new Value(id, members, survivors, shorter, Counts.of(within), named);
    }

    public List<ProcessId> joiners() {
        return members.subList(survivors, members.size());
    }
}
