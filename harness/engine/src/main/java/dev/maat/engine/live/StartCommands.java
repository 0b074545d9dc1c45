package dev.maat.engine.live;

import dev.maat.faults.PlannedFault;
import dev.maat.node.protocol.Command;
import dev.maat.scenario.Scenario;

/**
 * The command that makes a node a process of the group.
 *
 * @param originNanos zero of the history's {@code t}, on this machine's monotonic clock
 */
record StartCommands(Scenario scenario, NodeHosts hosts, long originNanos) {
    private static final String MULTICAST = "multicast";

    /** Of a call into a live member, beside the faults of the plan. */
    private static final long MAX_CALL_MILLIS = 60_000;

    /** A command for a node, with the time of now. */
    Command.Start next(String node) {
        return new Command.Start(
                scenario.implementation(),
                hosts.options(scenario.options()),
                scenario.transport(),
                hosts.groupAddresses(node),
                scenario.transport().equals(MULTICAST) ? hosts.multicastGroup() : null,
                scenario.founderNodes(),
                scenario.generation(),
                scenario.seed(),
                originNanos,
                System.nanoTime(),
                new Command.StartLimits(
                        scenario.limits().maxPacketBytes(),
                        scenario.limits().maxPayloadBytes(),
                        scenario.limits().maxBufferBytes(),
                        maxCallMillis()),
                scenario.workload().stateBytes());
    }

    /** No fault of the plan explains a call that takes longer: the longest one ends before the workload does, or soon after. */
    private long maxCallMillis() {
        long longestFaultMillis = 0;
        for (PlannedFault fault : scenario.plan().faults()) {
            Long forMillis = fault.forMillis();
            longestFaultMillis = Math.max(longestFaultMillis, forMillis == null ? 0 : forMillis);
        }
        return scenario.workload().durationMillis() + longestFaultMillis + MAX_CALL_MILLIS;
    }
}
