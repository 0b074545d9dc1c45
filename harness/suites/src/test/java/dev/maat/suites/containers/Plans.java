package dev.maat.suites.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios of the container suites: faults one after the other, each with time to recover. The times are those of a busy machine: links
 * that are whole again are followed by a whole group within three seconds, a process that is started by a view with it within one.
 */
final class Plans {
    private static final int MESSAGES_PER_SECOND = 60;

    private final List<PlannedFault> faults = new ArrayList<>();
    private long atMillis = 1_000;

    private Plans() {}

    /** Over datagrams: partition, one-way cut, loss, kill of a member and of the coordinator, pause, restart. */
    static FaultPlan ofDatagrams() {
        Plans plans = new Plans();
        plans.then(2_000, 3_500, new Fault.Partition(List.of(List.of("n1", "n2", "n3"), List.of("n4", "n5"))));
        plans.then(1_500, 2_500, new Fault.OneWayCut(List.of(new Link("n2", "n4"))));
        plans.then(2_000, 1_000, new Fault.Loss(List.of(), 20));
        return plans.thenProcessesSuffer();
    }

    /** One fault of each sort, for a group that takes some seconds to merge. */
    static FaultPlan ofDatagramsForTheSlow() {
        Plans plans = new Plans();
        plans.atMillis = 1_000;
        plans.then(3_000, 6_000, new Fault.Partition(List.of(List.of("n1", "n2", "n3"), List.of("n4", "n5"))));
        plans.then(1_500, 2_000, new Fault.Loss(List.of(), 20));
        plans.then(1_200, 2_500, new Fault.Pause("n3"));
        plans.then(null, 4_000, new Fault.Kill("n5"));
        plans.then(null, 0, new Fault.Join("n5"));
        return new FaultPlan(plans.faults, List.of());
    }

    /** Rules are set and read, and set again in the new namespace of a node that restarts while they are in force. */
    static FaultPlan ofRulesInNewNamespaces() {
        Plans plans = new Plans();
        plans.then(2_000, 3_000, new Fault.Partition(List.of(List.of("n1", "n2", "n3", "n4"), List.of("n5"))));
        long cut = plans.atMillis;
        plans.then(4_000, 0, new Fault.Loss(List.of(), 20));
        plans.atMillis = cut + 800;
        plans.then(null, 4_000, new Fault.Restart("n2", 300));
        return new FaultPlan(plans.faults, List.of());
    }

    /** Connections are detoured again in the new namespace of a node that restarts; packets are counted in both. */
    static FaultPlan ofConnectionsInNewNamespaces() {
        Plans plans = new Plans();
        long begin = plans.atMillis;
        plans.then(5_000, 0, new Fault.Latency(List.of(), 30, 20));
        plans.atMillis = begin + 800;
        plans.then(null, 5_500, new Fault.Restart("n2", 300));
        plans.then(2_500, 4_000, new Fault.OneWayCut(List.of(new Link("n3", "n5"), new Link("n4", "n5"))));
        return new FaultPlan(plans.faults, List.of());
    }

    /** Over connections: one-way cut, latency, reset, kill of a member and of the coordinator, pause, restart. */
    static FaultPlan ofConnections() {
        Plans plans = new Plans();
        plans.then(2_000, 3_500, new Fault.OneWayCut(List.of(new Link("n2", "n4"), new Link("n3", "n4"))));
        plans.then(2_000, 1_500, new Fault.Latency(List.of(), 30, 20));
        plans.then(null, 2_500, new Fault.Reset(List.of(new Link("n1", "n2"), new Link("n3", "n5"))));
        return plans.thenProcessesSuffer();
    }

    /**
     * Over connections: a partition that leaves attempts to connect without an answer, and one that refuses them.
     *
     * @param second when the second begins
     */
    static FaultPlan ofPartitionedConnections(Moment second) {
        List<List<String>> groups = List.of(List.of("n1", "n2"), List.of("n3"));
        Plans plans = new Plans();
        plans.then(5_000, 0, new Fault.Partition(groups));
        plans.faults.add(new PlannedFault(2, second, 2_500L, new Fault.Partition(groups, true), true));
        return new FaultPlan(plans.faults, List.of());
    }

    private FaultPlan thenProcessesSuffer() {
        then(null, 1_500, new Fault.Kill("n5"));
        then(null, 1_500, new Fault.Join("n5"));
        // The first member in rank is the coordinator.
        then(null, 1_500, new Fault.Kill("n1"));
        then(null, 1_500, new Fault.Join("n1"));
        then(1_200, 2_500, new Fault.Pause("n3"));
        then(null, 0, new Fault.Restart("n2", 300));
        return new FaultPlan(faults, List.of());
    }

    private void then(@Nullable Integer forMillis, long untilNextMillis, Fault fault) {
        faults.add(new PlannedFault(
                faults.size() + 1, atMillis, forMillis == null ? null : forMillis.longValue(), fault, true));
        atMillis += (forMillis == null ? 0 : forMillis) + untilNextMillis;
    }

    /** The reference over UDP with three nodes and no fault. */
    static Scenario undisturbed(long durationMillis) {
        return Scenario.of(
                        "reference",
                        "virtually-synchronous",
                        "fifo",
                        3,
                        7,
                        Workload.of(MESSAGES_PER_SECOND, durationMillis))
                .withDeployment("containers", "udp");
    }

    static Scenario of(
            String implementation,
            String claim,
            String ordering,
            String transport,
            FaultPlan plan,
            long durationMillis) {
        return Scenario.of(implementation, claim, ordering, 5, 7, Workload.of(MESSAGES_PER_SECOND, durationMillis))
                .withDeployment("containers", transport)
                .withPlan(plan);
    }
}
