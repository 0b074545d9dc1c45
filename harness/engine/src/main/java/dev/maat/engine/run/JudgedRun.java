package dev.maat.engine.run;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.scenario.Scenario;
import java.util.Set;

/**
 * A run and what the checkers say of it.
 *
 * @param judgement of the run: where it proves less than its history says, so does this
 * @param claimed ids of the properties that the verdict is about
 * @param counts what happened
 * @param tookNanos of the wall clock
 */
public record JudgedRun(
        Scenario scenario,
        DeploymentResult result,
        History history,
        Judgement judgement,
        Set<String> claimed,
        RunCounts counts,
        long tookNanos) {
    /** The harness could not go on, and nobody asked it to stop. A violation proved before stands all the same. */
    public boolean harnessFailed() {
        return !result.outcome().harnessFailure().isEmpty()
                && !result.wasInterrupted()
                && judgement.verdict() != Verdict.VIOLATED;
    }

    /** What a command that ran it ends with; {@code verdict.json} says the same. */
    public int exitCode() {
        if (result.wasInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return harnessFailed() ? ExitCode.HARNESS_FAILURE : judgement.exitCode();
    }
}
