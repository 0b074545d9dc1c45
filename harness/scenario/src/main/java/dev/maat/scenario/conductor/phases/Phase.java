package dev.maat.scenario.conductor.phases;

import dev.maat.scenario.conductor.port.Observation;
import java.util.Locale;

/**
 * One phase of a run. It is driven after every observation and when its deadline has passed.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><td>{@link Boot}</td><td>founders' nodes are started; all run, and are in one view if the scenario waits for that -&gt; Safety;
 * budget spent -&gt; harness failure</td></tr>
 * <tr><td>{@link Safety}</td><td>workload under the plan, and once its time is over no fault falls again at a further mark; time over and
 * plan done -&gt; Heal</td></tr>
 * <tr><td>{@link Heal}</td><td>the core is chosen and healed, nodes outside are cut off; all confirmed -&gt; Settle; budget spent -&gt;
 * harness failure</td></tr>
 * <tr><td>{@link Settle}</td><td>workload goes on until the core is in one view of exactly its members, then it stops; at rest for a
 * while, or budget spent -&gt; Probe</td></tr>
 * <tr><td>{@link Probe}</td><td>links and processes of the core are probed; answered: {@code quiet} is written -&gt; End</td></tr>
 * <tr><td>{@link End}</td><td>each core process multicasts an END; all delivered by all and no message known to be missing, or no
 * progress within the budget -&gt; Stop</td></tr>
 * <tr><td>{@link Calm}</td><td>entered from any phase above when the group was disturbed from outside, from any but End when enough was
 * seen or the time limit of the run is over: the plan ends, faults are healed and no node is started any more; all confirmed, or budget
 * spent -&gt; Stop</td></tr>
 * <tr><td>{@link Stop}</td><td>processes close their logs, and exit once all logs are closed; all gone: {@code end} is written -&gt; Done; budget spent -&gt; harness
 * failure</td></tr>
 * <tr><td>{@link Done}</td><td>the run is over, or the harness has failed</td></tr>
 * </table>
 */
public sealed interface Phase permits Boot, Safety, Heal, Settle, Probe, End, Calm, Stop, Done {
    /**
     * Whether an observation changes nothing that the phase looks at, and calls for no action before the deadline that was told last: then it
     * need not be driven.
     */
    default boolean isUnmovedBy(long now, Observation in) {
        return false;
    }

    /** Does the work that is due now. Returns the phase that follows, or this one if it goes on. */
    Phase drive(long now);

    /** When it must be driven although nothing was observed; {@code Long.MAX_VALUE}: never. Asked after {@link #drive}. */
    long deadline(long now);

    /**
     * The time limit of the run is over. Returns the phase that follows; called again and again until the run is on its way to its
     * end.
     */
    default Phase overTime(Run run, long now) {
        return Calm.overTime(run, now, name());
    }

    /** The run has shown enough. Returns the phase that follows. */
    default Phase enoughSeen(Run run, long now, String why) {
        return isEnding() ? this : Calm.enter(run, now, why);
    }

    /** As a user reads it. */
    private String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT) + " phase";
    }

    /** Notes an observation. The roster already knows it, and {@link #drive} follows. */
    default void observe(long now, Observation in) {}

    /** Whether the run is on its way to an end that no observation can bring forward. */
    default boolean isEnding() {
        return false;
    }
}
