package dev.maat.engine.run;

import dev.maat.scenario.conductor.RunOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a deployment has to say of a run beside its history.
 *
 * @param outcome how the run went, as the conductor saw it
 * @param fingerprint of everything that happened, in order: the same scenario gives the same one; empty where a seed does not
 *     fix the interleaving
 * @param environment what the run depended on (kernel, engine, images, runtime), for the report; nothing of it is in the history
 * @param crashesMidFanOut processes that died with a packet sent to some destinations and not to others; 0 where nobody can tell
 */
public record DeploymentResult(
        RunOutcome outcome, String fingerprint, SequencedMap<String, String> environment, long crashesMidFanOut) {
    /** {@link RunOutcome#harnessFailure()} of a run that was broken off from outside. */
    public static final String INTERRUPTED = "interrupted";

    public DeploymentResult {
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    }

    /** Of a deployment that cannot tell where in a fan-out a process died. */
    public DeploymentResult(RunOutcome outcome, String fingerprint, SequencedMap<String, String> environment) {
        this(outcome, fingerprint, environment, 0);
    }

    public boolean wasInterrupted() {
        return outcome.harnessFailure().equals(INTERRUPTED);
    }
}
