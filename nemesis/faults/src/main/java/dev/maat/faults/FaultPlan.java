package dev.maat.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An explicit, timed list of faults.
 *
 * @param faults by time, then id
 * @param outside nodes that shall stay outside the core in the end: cut off from it or down. Those without which the core
 *     would hold no quorum of the newest view are taken in all the same
 */
public record FaultPlan(List<PlannedFault> faults, List<String> outside) {
    /** More faults than this in one plan are a mistake. */
    public static final int MOST_FAULTS = 10_000;

    /** No fault is done later, or lasts longer, than this: an hour. */
    public static final long LONGEST_MILLIS = Checks.MOST_MILLIS;

    public static final FaultPlan NONE = new FaultPlan(List.of(), List.of());

    public FaultPlan {
        List<PlannedFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingLong(PlannedFault::atMillis).thenComparingInt(PlannedFault::id));
        faults = List.copyOf(sorted);
        outside = List.copyOf(outside);
        if (faults.size() > MOST_FAULTS) {
            throw new IllegalArgumentException("a plan holds at most " + MOST_FAULTS + " faults, not " + faults.size());
        }
        TreeSet<Integer> ids = new TreeSet<>();
        for (PlannedFault fault : faults) {
            if (!ids.add(fault.id())) {
                throw new IllegalArgumentException("two faults of the plan have the id " + fault.id());
            }
        }
    }

    /** The kinds that occur. */
    public Set<FaultKind> kinds() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (PlannedFault planned : faults) {
            kinds.add(planned.fault().kind());
        }
        return kinds;
    }

    /**
     * Makes sure that every node the plan names exists.
     *
     * @throws IllegalArgumentException naming the fault and the node
     */
    public void requireNodes(List<String> nodes) {
        for (PlannedFault planned : faults) {
            for (String node : planned.fault().nodes()) {
                if (!nodes.contains(node)) {
                    throw new IllegalArgumentException("fault " + planned.id() + " ("
                            + planned.fault().kind() + ") names node '" + node + "', which is not among " + nodes);
                }
            }
        }
        for (String node : outside) {
            if (!nodes.contains(node)) {
                throw new IllegalArgumentException("outside names node '" + node + "', which is not among " + nodes);
            }
        }
    }
}
