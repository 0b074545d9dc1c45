package dev.maat.reference.group;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.ViewRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a view: its name and its members. Nothing of it ever changes.
 *
 * @param ref as packets name the view
 * @param id as the application knows it; empty for view 0 and where the view is observed only
 * @param members in rank order; empty where the view is observed only
 * @param survivors how many of the members were in the view before; the others joined with this one
 * @param selfRank the rank of this process; -1 where the view is observed only
 * @param named highest incarnation per node that a decided view ever named, through this one
 */
public record Membership(
        ViewRef ref,
        String id,
        List<ProcessId> members,
        int survivors,
        int selfRank,
        SortedMap<String, Integer> named) {
    public Membership {
        members = List.copyOf(members);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
    }

    /** Whether a decided view ever named the process, or a later one of its node. */
    public boolean everNamed(ProcessId process) {
        return named.getOrDefault(process.node(), -1) >= process.incarnation();
    }

    /** {@link #named} for a next view with these members. */
    public SortedMap<String, Integer> namedWith(List<ProcessId> next) {
        TreeMap<String, Integer> all = new TreeMap<>(named);
        for (ProcessId member : next) {
            all.merge(member.node(), member.incarnation(), Math::max);
        }
        return all;
    }
}
