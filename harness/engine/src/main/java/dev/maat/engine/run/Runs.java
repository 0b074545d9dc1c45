package dev.maat.engine.run;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.faults.FaultReport;
import dev.maat.reports.HtmlReport;
import dev.maat.reports.RunFacts;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run, from the scenario to the report. Evidence is on disk before anything judges it. */
public final class Runs {
    private Runs() {}

    /**
     * Writes the scenario, runs it, judges the history, writes the verdict.
     *
     * @throws ArgumentException if the deployment cannot run it
     * @throws UncheckedIOException if the run directory cannot be written
     */
    public static JudgedRun run(Scenario scenario, Deployment deployment, RunDirectory directory, Progress progress) {
        long began = System.nanoTime();
        ScenarioJson.write(scenario, directory.scenario());
        DeploymentResult result = deployment.run(scenario, directory, progress);
        // From here on what is known is written down, interrupted or not; a channel would refuse to.
        Thread.interrupted();
        progress.stage("judging");
        History history = Histories.read(directory.history());
        JudgedRun run = judge(scenario, result, history, began);
        RunJson.write(run, directory.verdict());
        return run;
    }

    static JudgedRun judge(Scenario scenario, DeploymentResult result, History history, long beganNanos) {
        Judgement judgement = Judge.judge(history);
        List<String> doubts = doubts(scenario, result, judgement);
        if (!doubts.isEmpty()) {
            judgement = judgement.inconclusive(doubts);
        }
        return new JudgedRun(
                scenario,
                result,
                history,
                judgement,
                Claims.properties(judgement, history),
                RunCounts.of(history, result),
                System.nanoTime() - beganNanos);
    }

    /** Why the run proves less than its history alone would say. */
    private static List<String> doubts(Scenario scenario, DeploymentResult result, Judgement judgement) {
        RunOutcome outcome = result.outcome();
        List<String> doubts = new ArrayList<>();
        if (result.wasInterrupted()) {
            doubts.add("the run was interrupted; this is what was known by then");
        } else if (!outcome.harnessFailure().isEmpty()) {
            doubts.add("the harness failed, which says nothing about the implementation: " + outcome.harnessFailure());
        }
        for (FaultReport fault : outcome.withoutBite()) {
            doubts.add("fault " + fault.planned().id() + " ("
                    + fault.planned().fault().kind() + ") had to bite and did nothing");
        }
        for (String id : scenario.mustExercise()) {
            long atRisk = judgement.properties().stream()
                    .filter(result1 -> result1.id().equals(id))
                    .mapToLong(PropertyResult::atRisk)
                    .sum();
            if (atRisk == 0) {
                doubts.add(id + " had to be exercised and was never at risk");
            }
        }
        return doubts;
    }

    /**
     * Renders the report.
     *
     * @param command runs it again when pasted into a shell
     * @throws UncheckedIOException if it cannot be written
     */
    public static void report(JudgedRun run, RunDirectory directory, String command) {
        Scenario scenario = run.scenario();
        RunFacts facts = new RunFacts(
                scenario.implementation(),
                scenario.versions().getOrDefault(scenario.implementation(), ""),
                scenario.deployment(),
                scenario.transport(),
                Long.toString(scenario.seed()),
                run.history().endNanos(),
                command,
                run.result().environment(),
                ScenarioJson.write(scenario));
        try {
            HtmlReport.write(directory.report(), run.history(), run.judgement(), facts);
        } catch (IOException e) {
            throw new UncheckedIOException(directory.report() + ": cannot be written", e);
        }
    }

    /** A duration for people: "0.8 s", "2 min 5 s". */
    public static String duration(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min " + whole % 60 + " s";
    }
}
