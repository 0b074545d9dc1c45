package dev.maat.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An explicit list of faults, each with its moment.
 *
 * @param faults by the earliest time of their moments, then id
 * @param outside nodes that stay outside the core in the end: cut off from it, or down. Nodes of this list without which the core
 *     would hold no quorum of the newest view are taken into it nevertheless
 * @param mayLoseQuorum whether deaths and departures are carried out though they leave no quorum; then perhaps only safety is judged
 */
public record FaultPlan(List<PlannedFault> faults, List<String> outside, boolean mayLoseQuorum) {
    /** A plan with more faults than this is a mistake. */
    public static final int MAX_FAULTS = 10_000;

    private static final int REFUSING_PERCENT = 50;

    /** No fault is injected later, or lasts longer, than this: an hour. */
    public static final long MAX_MILLIS = Checks.MAX_MILLIS;

    public static final FaultPlan NONE = new FaultPlan(List.of(), List.of());

    public FaultPlan {
        List<PlannedFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingLong(
                        (PlannedFault planned) -> planned.moment().earliestMillis())
                .thenComparingInt(PlannedFault::id));
        faults = List.copyOf(sorted);
        outside = List.copyOf(outside);
        if (faults.size() > MAX_FAULTS) {
            throw new IllegalArgumentException("a plan holds at most " + MAX_FAULTS + " faults, not " + faults.size());
        }
        TreeSet<Integer> ids = new TreeSet<>();
        for (PlannedFault fault : faults) {
            if (!ids.add(fault.id())) {
                throw new IllegalArgumentException("two faults of the plan have the id " + fault.id());
            }
        }
    }

    /** A plan whose deaths and departures always leave a quorum: one that would not is withheld. */
    public FaultPlan(List<PlannedFault> faults, List<String> outside) {
        this(faults, outside, false);
    }

    /** The same plan, with this length for each fault that lasts. */
    public FaultPlan lasting(long millis) {
        List<PlannedFault> changed = new ArrayList<>();
        for (PlannedFault planned : faults) {
            changed.add(
                    planned.fault().kind().lasting()
                            ? new PlannedFault(
                                    planned.id(), planned.moment(), millis, planned.fault(), planned.mustBite())
                            : planned);
        }
        return new FaultPlan(changed, outside, mayLoseQuorum);
    }

    /**
     * The same plan for a transport that has connections: half of the partitions, drawn from the seed, refuse new ones. The rest
     * leave them without an answer.
     */
    public FaultPlan refusingConnections(long seed) {
        SeedDraw draw = new SeedDraw(seed);
        List<PlannedFault> changed = new ArrayList<>();
        for (PlannedFault planned : faults) {
            changed.add(
                    planned.fault() instanceof Fault.Partition cut
                            ? planned.withFault(new Fault.Partition(
                                    cut.groups(), draw.percent(REFUSING_PERCENT, "partition.refuses", planned.id(), 0)))
                            : planned);
        }
        return new FaultPlan(changed, outside, mayLoseQuorum);
    }

    /** The same plan, which may cost the group its quorum. */
    public FaultPlan losingQuorum() {
        return new FaultPlan(faults, outside, true);
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
     * Checks that every node named in the plan exists.
     *
     * @throws IllegalArgumentException naming the fault and the node
     */
    public void requireNodes(List<String> nodes) {
        for (PlannedFault planned : faults) {
            for (String node : planned.fault().nodes()) {
                if (node.startsWith(Role.SIGN)) {
                    requireRole(planned.id(), node);
                } else if (!nodes.contains(node)) {
                    throw new IllegalArgumentException("fault " + planned.id() + " ("
                            + planned.fault().kind() + ") names node '" + node + "', which is not among " + nodes);
                }
            }
        }
        for (PlannedFault planned : faults) {
            if (planned.moment() instanceof Moment.OnMark when
                    && !when.by().isEmpty()
                    && !when.by().startsWith(Role.SIGN)
                    && !nodes.contains(when.by())) {
                throw new IllegalArgumentException("fault " + planned.id() + " waits for a mark of node '" + when.by()
                        + "', which is not among " + nodes);
            }
        }
        for (String node : outside) {
            if (!nodes.contains(node)) {
                throw new IllegalArgumentException("outside names node '" + node + "', which is not among " + nodes);
            }
        }
    }

    private static void requireRole(int id, String role) {
        try {
            Role.named(role);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("fault " + id + ": " + unknown.getMessage(), unknown);
        }
    }
}
