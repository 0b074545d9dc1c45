package dev.maat.scenario.conductor.port;

import dev.maat.faults.FaultEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a deployment to the conductor. Observations of one process come in the order of its log, and those of all its lines
 * before its {@link Exited}. {@link ObservedLines} turns history lines into observations.
 */
public sealed interface Observation {
    /** The time of the last {@link Action.WakeAt} has come. */
    record Tick() implements Observation {}

    /** A process of the node runs and takes commands: its {@code start} line. */
    record Started(String process) implements Observation {}

    /** A {@code view} line. */
    record Installed(String process, String viewId, long seq, List<String> members, boolean primary)
            implements Observation {}

    /** A {@code sent} line. */
    record Sent(String process, long number) implements Observation {}

    /** A {@code failed} line, or a multicast that the process did not accept because it was ending. */
    record Failed(String process, long number) implements Observation {}

    /** A {@code deliver} line. */
    record Delivered(String process, String messageId) implements Observation {}

    /** A {@code suspect} line. */
    record Suspected(String process, String who, boolean on) implements Observation {}

    /**
     * A process has entered or left a phase of its protocol: a {@code phase}, {@code block}, {@code unblock} or {@code lostquorum}
     * line. It explains a run that stands still, and lets nothing happen.
     */
    record InPhase(String process, String name, boolean on) implements Observation {}

    /** A {@code state} line with {@code dir} out: the process has taken a snapshot of the application's state. */
    record TookState(String process) implements Observation {}

    /** A {@code state} line with {@code dir} in: the process has loaded the application's state. */
    record LoadedState(String process) implements Observation {}

    /** A {@code send} line. */
    record Invoked(String process, long number) implements Observation {}

    /** A {@code leave} line. */
    record AskedToLeave(String process) implements Observation {}

    /** A {@code closed} line. */
    record ClosedLog(String process) implements Observation {}

    /** A {@code left} line. */
    record Left(String process) implements Observation {}

    /** An {@code excluded} line. */
    record Excluded(String process) implements Observation {}

    /**
     * A process has ended.
     *
     * @param byFault the fault that killed it; null: no fault of the harness did
     * @param detail the cause of an end of its own, as far as known (exit code, stack trace); null: it ended in good order, with
     *     exit code 0
     */
    record Exited(
            String process,
            @Nullable Integer byFault,
            @Nullable String detail) implements Observation {}

    /**
     * A process was killed by a signal that this harness did not send, as far as the deployment can tell. The implementation is not
     * to blame, and the run proves nothing any more.
     *
     * @param how what is known of the end
     */
    record KilledFromOutside(String process, String how) implements Observation {}

    /**
     * An outsider did something to the group, as far as the deployment can tell: it paused a process, or cut a network. The run
     * proves nothing any more.
     *
     * @param what a sentence
     */
    record Disturbed(String what) implements Observation {}

    /**
     * A fault is confirmed injected. A fault that is over at once comes with its effect. A fault that lasts comes with
     * {@link FaultEffect#NOTHING}; its effect is reported when it is healed.
     */
    record Injected(int faultId, FaultEffect effect) implements Observation {}

    /** A fault is confirmed healed, with its whole effect. */
    record Healed(int faultId, FaultEffect effect) implements Observation {}

    /**
     * The answer to {@link Action.Probe}.
     *
     * @param links whether every directed link of the core carried packets
     * @param scheduled whether every process of the core was scheduled
     */
    record Probed(boolean links, boolean scheduled) implements Observation {}

    /** The harness itself cannot go on (an engine is gone, a disk is full). This is never a failure of the implementation. */
    record HarnessFailed(String why) implements Observation {}

    /** The run has shown enough, for instance a violation: end it now, in good order. */
    record EnoughSeen(String why) implements Observation {}
}
