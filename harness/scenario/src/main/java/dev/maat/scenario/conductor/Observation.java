package dev.maat.scenario.conductor;

import dev.maat.faults.FaultEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment tells the {@link RunConductor}. Of one process the order is that of its log, and everything that its log
 * says comes before its {@link Exited}. {@link ObservedLines} makes the observations of lines out of history lines.
 */
public sealed interface Observation {
    /** Time has passed: the moment asked for by {@link Action.WakeAt} has come. */
    record Tick() implements Observation {}

    /** A process of the node runs and takes commands: its {@code start} line. */
    record Started(String process) implements Observation {}

    /** A {@code view} line. */
    record Installed(String process, String viewId, long seq, List<String> members, boolean primary)
            implements Observation {}

    /** A {@code sent} line. */
    record Sent(String process, long number) implements Observation {}

    /** A {@code failed} line, or a multicast that the process never took, because it was ending. */
    record Failed(String process, long number) implements Observation {}

    /** A {@code deliver} line. */
    record Delivered(String process, String messageId) implements Observation {}

    /** A {@code suspect} line. */
    record Suspected(String process, String who, boolean on) implements Observation {}

    /** A {@code left} line. */
    record Left(String process) implements Observation {}

    /** An {@code excluded} line. */
    record Excluded(String process) implements Observation {}

    /**
     * A process has ended.
     *
     * @param byFault the fault that killed it; null: nothing of the harness did
     * @param detail what is known of an end of its own (exit code, stack trace); null: it ended in good order, with exit code 0
     */
    record Exited(
            String process,
            @Nullable Integer byFault,
            @Nullable String detail) implements Observation {}

    /**
     * A fault is confirmed done. A fault that is over at once tells its effect, one that lasts tells {@link FaultEffect#NOTHING}
     * and the effect when it is healed.
     */
    record Injected(int faultId, FaultEffect effect) implements Observation {}

    /** A fault is confirmed healed, with all that it did. */
    record Healed(int faultId, FaultEffect effect) implements Observation {}

    /**
     * The answer to {@link Action.Probe}.
     *
     * @param links whether every directed link of the core carried packets
     * @param scheduled whether every process of the core was scheduled
     */
    record Probed(boolean links, boolean scheduled) implements Observation {}

    /** The harness itself cannot go on (an engine gone, a disk full): told apart from what the implementation does. */
    record HarnessFailed(String why) implements Observation {}

    /** What the run was to find out is known, such as a violation: it shall end now, in good order. */
    record EnoughSeen(String why) implements Observation {}
}
