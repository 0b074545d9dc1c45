package dev.maat.engine.run;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.scenario.Scenario;
import java.util.List;
import java.util.Set;

/**
 * A run and the judgement of its history.
 *
 * @param judgement of the run; inconclusive where the run proves less than its history alone would
 * @param claimed ids of the properties that the verdict is about
 * @param counts how often things happened that make a run hard to survive
 * @param coverage the phases in which faults began
 * @param tookNanos by the wall clock
 */
public record JudgedRun(
        Scenario scenario,
        DeploymentResult result,
        History history,
        Judgement judgement,
        Set<String> claimed,
        RunCounts counts,
        FaultCoverage coverage,
        long tookNanos) {
    /** Whether the harness failed without being interrupted. A violation that was already proved still counts. */
    public boolean harnessFailed() {
        return !result.outcome().harnessFailure().isEmpty()
                && !result.wasInterrupted()
                && judgement.verdict() != Verdict.VIOLATED;
    }

    /**
     * The first reason for the verdict, in one line, and the cause if the run stood still; empty if the verdict needs none. A violated
     * property leads in the order in which a single run and {@code maat check} print them.
     */
    public String lead() {
        List<String> reasons = judgement.reasons();
        String first = judgement.properties().stream()
                .filter(property -> judgement.verdict() == Verdict.VIOLATED
                        && property.verdict() == Verdict.VIOLATED
                        && claimed.contains(property.id()))
                .map(property -> property.id() + ": " + property.sentence())
                .findFirst()
                .orElse(reasons.isEmpty() ? "" : reasons.get(0));
        List<String> standstill = result.outcome().standstill();
        boolean isTold = first.isEmpty() || standstill.isEmpty();
        return isTold ? first : first + " (" + standstill.get(0) + ")";
    }

    /** The exit code of a command that made this run; {@code verdict.json} has the same one. */
    public int exitCode() {
        if (result.wasInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return harnessFailed() ? ExitCode.HARNESS_FAILURE : judgement.exitCode();
    }
}
