package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs one seed. Where the deployment can, the history stays in memory: it is judged there, and a seed that passed is never written. A seed
 * that did not pass is run again, into its files, and must give the same judgement: the harness never drops a finding because it did not
 * come again.
 */
final class SeedRun {
    private final Deployment deployment;
    private final CampaignDirectory directory;
    private final boolean keepAll;

    /** @param keepAll whether each run is written, whatever its verdict */
    SeedRun(Deployment deployment, CampaignDirectory directory, boolean keepAll) {
        this.deployment = deployment;
        this.directory = directory;
        this.keepAll = keepAll;
    }

    /**
     * Runs a seed.
     *
     * @param isChecked whether it is run twice and compared
     * @return null if it was interrupted, and nothing is known of it
     */
    @Nullable
    SeedResult run(Scenario scenario, boolean isChecked) {
        long began = System.nanoTime();
        RunDirectory place = directory.place(scenario.seed());
        @Nullable RunInMemory first = keepAll ? null : deployment.runInMemory(scenario, place);
        if (first == null) {
            return inFiles(scenario, isChecked);
        }
        if (first.result().wasInterrupted()) {
            removeIfMade(place);
            return null;
        }
        JudgedRun run;
        try {
            run = Runs.judge(scenario, first, began);
        } catch (HistoryInputException noHistory) {
            return unreadable(scenario, first, noHistory, began);
        }
        @Nullable RunInMemory second = isChecked ? deployment.runInMemory(scenario, place) : null;
        if (isChecked && second == null) {
            return longer(run, first);
        }
        boolean isComplete = second != null && !second.result().wasInterrupted();
        if (isComplete && second != null && !Arrays.equals(first.evidence(), second.evidence())) {
            @Nullable SeedResult diverged = diverged(run, first, second, began);
            if (diverged != null) {
                return diverged;
            }
        }
        SeedResult result = SeedResult.of(run, isComplete, null, place.path());
        if (result.passed()) {
            removeIfMade(place);
            return result.notKept();
        }
        return again(run, first, isComplete);
    }

    /** A history that cannot be judged proves nothing of its seed, and nothing about the other seeds. */
    private SeedResult unreadable(Scenario scenario, RunInMemory run, HistoryInputException why, long began) {
        RunDirectory place = directory.seed(scenario.seed());
        ScenarioJson.write(scenario, place.scenario());
        Runs.writeHistory(run.evidence(), place);
        return SeedResult.unreadable(scenario, why, System.nanoTime() - began, place.path());
    }

    private static void removeIfMade(RunDirectory place) {
        if (place.exists()) {
            place.remove();
        }
    }

    /** Writes both histories, a violated one first; null if they differ in nothing that replays. */
    private @Nullable SeedResult diverged(JudgedRun run, RunInMemory first, RunInMemory second, long began) {
        JudgedRun leading = worse(judgedAgain(run, second, began), run);
        RunDirectory place = directory.seed(run.scenario().seed());
        RunDirectory other = directory.again(run.scenario().seed());
        Runs.write(leading, (leading == run ? first : second).evidence(), place);
        Runs.writeHistory((leading == run ? second : first).evidence(), other);
        String difference = HistoryComparison.firstDifference(place.history(), other.history());
        if (difference == null) {
            other.remove();
            place.remove();
            return null;
        }
        report(leading, place);
        return SeedResult.of(leading, true, difference, place.path());
    }

    /** The first run again, where the second has a history that cannot be judged. */
    private static JudgedRun judgedAgain(JudgedRun run, RunInMemory second, long began) {
        try {
            return Runs.judge(run.scenario(), second, began);
        } catch (HistoryInputException noHistory) {
            return run;
        }
    }

    /** The first run fitted into memory and the second did not, so they differ; files tell in what, if it comes again. */
    private SeedResult longer(JudgedRun run, RunInMemory first) {
        RunDirectory place = directory.seed(run.scenario().seed());
        Runs.write(run, first.evidence(), place);
        SecondRun second = secondInFiles(run.scenario(), place);
        String difference = second.divergence() != null
                ? second.divergence()
                : "the first run has a history in memory, the second has none: it was longer, or its process failed";
        report(run, place);
        return SeedResult.of(run, true, difference, place.path());
    }

    /** Runs a seed that did not pass into files, and compares the judgements. */
    private SeedResult again(JudgedRun run, RunInMemory first, boolean isChecked) {
        RunDirectory place = directory.seed(run.scenario().seed());
        JudgedRun written;
        try {
            written = Runs.run(run.scenario(), deployment, place, Progress.SILENT);
        } catch (RuntimeException e) {
            // The finding stands: its history is at hand.
            removeIfMade(place);
            if (Thread.currentThread().isInterrupted()) {
                return kept(run, first, isChecked, null);
            }
            return kept(run, first, true, "the second run failed: " + Failures.describe(e));
        }
        if (written.result().wasInterrupted()) {
            // The finding stands: its history is at hand.
            Thread.currentThread().interrupt();
            return kept(run, first, isChecked, null);
        }
        String difference = Repetition.difference(run, written);
        if (difference == null) {
            report(written, place);
            return SeedResult.of(written, isChecked, null, place.path());
        }
        RunDirectory other = directory.again(run.scenario().seed());
        Runs.writeHistory(first.evidence(), other);
        String line = HistoryComparison.firstDifference(other.history(), place.history());
        report(written, place);
        return SeedResult.of(worse(run, written), true, line == null ? difference : line, place.path());
    }

    private static JudgedRun worse(JudgedRun one, JudgedRun other) {
        return one.judgement().exitCode() == 1 ? one : other;
    }

    private SeedResult kept(JudgedRun run, RunInMemory first, boolean isChecked, @Nullable String divergence) {
        RunDirectory place = directory.seed(run.scenario().seed());
        Runs.write(run, first.evidence(), place);
        report(run, place);
        return SeedResult.of(run, isChecked, divergence, place.path());
    }

    private SeedResult inFiles(Scenario scenario, boolean isChecked) {
        long began = System.nanoTime();
        RunDirectory place = directory.seed(scenario.seed());
        JudgedRun run;
        try {
            run = Runs.run(scenario, deployment, place, Progress.SILENT);
        } catch (HistoryInputException noHistory) {
            return SeedResult.unreadable(scenario, noHistory, System.nanoTime() - began, place.path());
        }
        SecondRun second =
                isChecked && !run.result().wasInterrupted() ? secondInFiles(scenario, place) : SecondRun.NONE;
        SeedResult result = SeedResult.of(run, second.complete(), second.divergence(), place.path());
        if (result.passed() && !keepAll) {
            place.remove();
            return result.notKept();
        }
        report(run, place);
        return result;
    }

    /** Runs a seed a second time and compares: the most common defect of a simulator is a seed that does not replay. */
    private SecondRun secondInFiles(Scenario scenario, RunDirectory first) {
        RunDirectory second = directory.again(scenario.seed());
        DeploymentResult result = deployment.run(scenario, second, Progress.SILENT);
        if (result.wasInterrupted()) {
            // An interrupted run is shorter for that reason alone: a comparison would prove nothing.
            second.remove();
            return SecondRun.NONE;
        }
        String divergence = HistoryComparison.firstDifference(first.history(), second.history());
        if (divergence == null) {
            second.remove();
        }
        return new SecondRun(true, divergence);
    }

    /**
     * The outcome of running a seed again.
     *
     * @param complete whether there was a second run and it ran to its end
     */
    private record SecondRun(boolean complete, @Nullable String divergence) {
        static final SecondRun NONE = new SecondRun(false, null);
    }

    private static void report(JudgedRun run, RunDirectory place) {
        Runs.report(
                run,
                place,
                "./maat run --scenario " + ShellWord.quote(place.scenario().toString()));
    }
}
