package dev.maat.engine;

import dev.maat.scenario.RunOutcome;
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
 */
public record DeploymentResult(RunOutcome outcome, String fingerprint, SequencedMap<String, String> environment) {
    /** {@link RunOutcome#harnessFailure()} of a run that was broken off from outside. */
    public static final String INTERRUPTED = "interrupted";

    public DeploymentResult {
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    }

    public boolean wasInterrupted() {
        return outcome.harnessFailure().equals(INTERRUPTED);
    }
}
