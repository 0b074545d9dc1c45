package dev.maat.engine.shrink;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.Runs;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.scenario.Scenario;
import java.util.function.BooleanSupplier;

/** Runs candidates on a deployment, each up to so many times: where a seed does not fix the interleaving, a violation comes and goes. */
public final class RunTrial implements Trial {
    private static final String TIME = "the time was over, and more may go with a longer --time";
    /** Why a search ended that was interrupted. */
    public static final String INTERRUPTED = "it was interrupted";

    private final Deployment deployment;
    private final Violation violation;
    private final ShrinkDirectory directory;
    private final int repeats;
    private final BooleanSupplier timeIsUp;
    private int runs;

    /**
     * @param directory keeps the latest run that shows the violation
     * @param repeats runs of a candidate until it shows the violation
     * @param timeIsUp asked before each run
     */
    public RunTrial(
            Deployment deployment,
            Violation violation,
            ShrinkDirectory directory,
            int repeats,
            BooleanSupplier timeIsUp) {
        this.deployment = deployment;
        this.violation = violation;
        this.directory = directory;
        this.repeats = repeats;
        this.timeIsUp = timeIsUp;
    }

    /** How many runs were made. */
    public int runs() {
        return runs;
    }

    @Override
    public Result of(Scenario candidate) {
        Result last = new Result(Outcome.IMPOSSIBLE, null);
        for (int i = 0; i < repeats && last.outcome() != Outcome.SAME; i++) {
            if (timeIsUp.getAsBoolean()) {
                throw new StoppedException(TIME);
            }
            last = once(candidate, last);
        }
        return last;
    }

    /** The result of one more run; the stronger of it and the one before. */
    private Result once(Scenario candidate, Result before) {
        JudgedRun run;
        runs++;
        try {
            run = Runs.run(candidate, deployment, directory.candidate(), Progress.SILENT);
        } catch (ArgumentException | IllegalArgumentException | UnsupportedFaultException refused) {
            return new Result(Outcome.IMPOSSIBLE, null);
        } catch (HarnessException failure) {
            throw new StoppedException("the harness failed: " + failure.getMessage());
        }
        if (run.result().wasInterrupted()) {
            throw new StoppedException(INTERRUPTED);
        }
        Result now = new Result(outcome(run), run);
        if (now.outcome() == Outcome.SAME) {
            directory.keep();
        }
        return now.outcome().compareTo(before.outcome()) <= 0 ? now : before;
    }

    private Outcome outcome(JudgedRun run) {
        if (violation.isSeenIn(run)) {
            return Outcome.SAME;
        }
        Verdict verdict = run.judgement().verdict();
        return verdict == Verdict.VIOLATED ? Outcome.OTHER : verdict.exitCode() == 0 ? Outcome.PASSES : Outcome.UNKNOWN;
    }
}
