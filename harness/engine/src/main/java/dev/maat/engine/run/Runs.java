package dev.maat.engine.run;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.recording.CompactText;
import dev.maat.faults.FaultReport;
import dev.maat.reports.HtmlReport;
import dev.maat.reports.RunFacts;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Makes one run, from the scenario to the report. All evidence is on disk before it is judged, unless it is asked for in memory. */
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
        // The results are written even after an interrupt, and a file channel refuses to write while the flag is set.
        Thread.interrupted();
        progress.stage("judging");
        History history = Histories.read(directory.history());
        JudgedRun run = judge(scenario, result, history, began);
        RunJson.write(run, directory.verdict());
        return run;
    }

    /**
     * Judges a run in memory, by the same code. Nothing is written.
     *
     * @throws HarnessException if the process that made the run gave no history
     */
    public static JudgedRun judge(Scenario scenario, RunInMemory run, long beganNanos) {
        History history;
        try {
            history = Histories.ofEvidence(run.evidence());
        } catch (IllegalArgumentException e) {
            throw new HarnessException(
                    "the JVM for simulations gave no history of seed " + scenario.seed() + ": " + e.getMessage(), e);
        }
        return judge(scenario, run.result(), history, beganNanos);
    }

    /** Writes what {@link #run} would have written of a run in memory. */
    public static void write(JudgedRun run, byte[] evidence, RunDirectory directory) {
        ScenarioJson.write(run.scenario(), directory.scenario());
        writeHistory(evidence, directory);
        RunJson.write(run, directory.verdict());
    }

    /**
     * Writes the history of a run in memory, file by file.
     *
     * @throws UncheckedIOException if the run directory cannot be written
     */
    public static void writeHistory(byte[] evidence, RunDirectory directory) {
        List<OutputStream> open = new ArrayList<>();
        try {
            CompactText.write(evidence, log -> {
                OutputStream out = directory.newHistoryFile(log);
                open.add(out);
                return (line, length) -> append(line, length, out);
            });
            for (OutputStream out : open) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory.history() + ": cannot be written", e);
        }
    }

    private static void append(byte[] line, int length, OutputStream out) {
        try {
            out.write(line, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /**
     * Judges a run that has ended.
     *
     * @param beganNanos when it began, by {@link System#nanoTime}
     */
    public static JudgedRun judge(Scenario scenario, DeploymentResult result, History history, long beganNanos) {
        Judgement judgement = Judge.judge(history);
        List<String> doubts = doubts(scenario, result, judgement);
        if (!result.outcome().unasked().isEmpty()) {
            judgement = withoutVerdict(judgement);
        }
        if (!doubts.isEmpty()) {
            judgement = judgement.inconclusive(doubts);
        }
        return new JudgedRun(
                scenario,
                result,
                history,
                judgement,
                judgement.claimedIds(history),
                RunCounts.of(history, result, scenario.plan().faults().size()),
                FaultCoverage.of(history),
                System.nanoTime() - beganNanos);
    }

    /**
     * The judgement of a run whose group was disturbed from outside. A violation in it may be the disturber's work, so it is reported
     * and decides nothing.
     */
    private static Judgement withoutVerdict(Judgement judgement) {
        return new Judgement(
                Verdict.UNKNOWN,
                judgement.claims(),
                judgement.reasons(),
                judgement.profiles(),
                judgement.properties(),
                judgement.notJudged(),
                judgement.warnings(),
                judgement.events());
    }

    /** The reasons why the run proves less than its history alone would. */
    private static List<String> doubts(Scenario scenario, DeploymentResult result, Judgement judgement) {
        RunOutcome outcome = result.outcome();
        List<String> doubts = new ArrayList<>();
        if (result.wasInterrupted()) {
            doubts.add("the run was interrupted; the judgement covers what was recorded by then");
        } else if (!outcome.harnessFailure().isEmpty()) {
            doubts.add("the harness failed, which says nothing about the implementation: " + outcome.harnessFailure());
        }
        outcome.unasked()
                .forEach(
                        what -> doubts.add("the group was disturbed from outside, so the run proves nothing: " + what));
        for (FaultReport fault : outcome.withoutBite()) {
            doubts.add("fault " + fault.planned().id() + " ("
                    + fault.planned().fault().kind().word() + ") was required to have an effect and had none");
        }
        for (String id : scenario.mustExercise()) {
            long atRisk = judgement.properties().stream()
                    .filter(property -> property.id().equals(id))
                    .mapToLong(PropertyResult::atRisk)
                    .sum();
            if (atRisk == 0) {
                doubts.add(id + " was required to be exercised and was never at risk");
            }
        }
        return doubts;
    }

    /**
     * Renders the report.
     *
     * @param command the shell command that makes the same run again
     * @throws UncheckedIOException if the report cannot be written
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
}
