package dev.maat.scenario.conductor.port;

import dev.maat.faults.Fault;
import java.util.List;

/** A request of the conductor to a deployment. The deployment carries actions out in the order in which it was given them. */
public sealed interface Action {
    /**
     * Start a new process on the node, which runs none: of the next incarnation, as founder if it is the node's first process
     * and the scenario has it among the founders. Answered by {@link Observation.Started}.
     */
    record StartNode(String node) implements Action {}

    /**
     * Multicast at the process. Answered by {@link Observation.Sent} or {@link Observation.Failed}, unless the process ends.
     *
     * @param number in the process's sequence of sends
     * @param last whether it is the END message
     */
    record Multicast(String process, long number, int sizeBytes, boolean last) implements Action {}

    /** Ask the process to leave. */
    record Leave(String process) implements Action {}

    /**
     * Inject a fault of a kind that needs the deployment: on links, kill, crash-point, pause. Answered by
     * {@link Observation.Injected}; a kill by {@link Observation.Exited} as well.
     *
     * @param fault never a restart, join or leave: these are kills, starts and {@link Leave} to the deployment
     */
    record Inject(int faultId, Fault fault) implements Action {}

    /** Heal a fault that lasts. Answered by {@link Observation.Healed}. */
    record Heal(int faultId) implements Action {}

    /**
     * Probe each directed link between these nodes, and find out whether each node's process is scheduled. Answered by
     * {@link Observation.Probed}.
     */
    record Probe(List<String> nodes) implements Action {}

    /**
     * Make the process close its log, even while it is paused; what it does from then on is not recorded. It may go on as a member of its
     * group until {@link Exit}, or exit at once. Answered by {@link Observation.ClosedLog} or {@link Observation.Exited}.
     */
    record Stop(String process) implements Action {}

    /** Make a process that has closed its log exit. The group need not be told. Answered by {@link Observation.Exited}. */
    record Exit(String process) implements Action {}

    /**
     * Report a {@link Observation.Tick} at this time, or as soon as possible if it is past. Replaces the time requested before.
     */
    record WakeAt(long nanos) implements Action {}

    /** Tell the user something about the course of the run, while it goes on. */
    record Tell(String what) implements Action {}

    /** The run is over; the conductor has its outcome. */
    record Finish() implements Action {}
}
