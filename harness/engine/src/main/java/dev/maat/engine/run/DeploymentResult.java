package dev.maat.engine.run;

import dev.maat.scenario.conductor.RunOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The outcome of a run on a deployment, in addition to the history.
 *
 * @param outcome how the run went, as the conductor saw it
 * @param fingerprint a hash of everything that happened, in order: the same scenario gives the same fingerprint; empty where a
 *     seed does not fix the interleaving
 * @param environment what the run depended on (kernel, engine, images, runtime), for the report; none of it is in the history
 * @param crashesMidFanOut processes that died with a packet sent to some destinations and not to others; 0 where the deployment
 *     cannot tell
 */
public record DeploymentResult(
        RunOutcome outcome, String fingerprint, SequencedMap<String, String> environment, long crashesMidFanOut) {
    /** The {@link RunOutcome#harnessFailure()} of a run that was interrupted from outside. */
    public static final String INTERRUPTED = "interrupted";

    public DeploymentResult {
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    }

    /** The result of a deployment that cannot tell where in a fan-out a process died. */
    public DeploymentResult(RunOutcome outcome, String fingerprint, SequencedMap<String, String> environment) {
        this(outcome, fingerprint, environment, 0);
    }

    public boolean wasInterrupted() {
        return outcome.harnessFailure().equals(INTERRUPTED);
    }
}
