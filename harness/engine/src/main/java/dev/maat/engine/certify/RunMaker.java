package dev.maat.engine.certify;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.bundle.PackedHistory;
import dev.maat.engine.certify.Plan.PlannedRun;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.faults.FaultReport;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the runs of one share. Several threads may make runs at once where the deployment allows it. */
final class RunMaker {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String profile;
    private final ScenarioSource source;
    private final Deployment deployment;
    private final CertificateDirectory directory;

    RunMaker(String profile, ScenarioSource source, Deployment deployment, CertificateDirectory directory) {
        this.profile = profile;
        this.source = source;
        this.deployment = deployment;
        this.directory = directory;
    }

    /**
     * A run that was made.
     *
     * @param judged null where the harness failed before there was anything to judge
     * @param interrupted such a run is not counted and not kept
     */
    record Made(
            PlannedRun planned,
            Scenario scenario,
            RunRecord record,
            PackedHistory history,
            @Nullable JudgedRun judged,
            Map<String, String> environment,
            RunDirectory folder,
            boolean interrupted) {
        byte[] scenarioBytes() {
            return ScenarioJson.write(scenario).getBytes(StandardCharsets.UTF_8);
        }
    }

    Scenario scenario(long seed) {
        return JudgedBy.profile(profile, source.scenario(seed));
    }

    Made make(PlannedRun planned) {
        Scenario scenario = scenario(planned.seed());
        RunDirectory folder = directory.run(planned.number());
        long began = System.nanoTime();
        try {
            JudgedRun run = Runs.run(scenario, deployment, folder, Progress.SILENT);
            boolean interrupted = run.result().wasInterrupted();
            return made(
                    planned,
                    scenario,
                    folder,
                    interrupted
                            ? Derived.unreadable("interrupted")
                            : Derived.of(source.name(), scenario, run.history()),
                    told(run, began),
                    run,
                    interrupted);
        } catch (HarnessException | ArgumentException | HistoryInputException | UncheckedIOException failed) {
            Thread.interrupted();
            RunRecord.Told told =
                    new RunRecord.Told(Failures.describe(failed), List.of(), List.of(), millisSince(began));
            return ofFailure(planned, scenario, folder, told);
        }
    }

    /** A run that the harness could not finish, with the history that it left; if that cannot be packed, without it. */
    private Made ofFailure(PlannedRun planned, Scenario scenario, RunDirectory folder, RunRecord.Told told) {
        try {
            return made(
                    planned,
                    scenario,
                    folder,
                    Derived.ofFolder(source.name(), scenario, folder.history()),
                    told,
                    null,
                    false);
        } catch (UncheckedIOException tooLong) {
            return made(planned, scenario, folder, Derived.LOST, told, null, false, PackedHistory.NONE, false);
        }
    }

    private static Made made(
            PlannedRun planned,
            Scenario scenario,
            RunDirectory folder,
            Derived derived,
            RunRecord.Told told,
            @Nullable JudgedRun judged,
            boolean interrupted) {
        boolean violated = derived.isViolated();
        boolean keep = planned.kept() || violated;
        PackedHistory history = PackedHistory.of(folder.history(), keep);
        return history.sha256().equals(PackedHistory.NONE.sha256())
                ? made(planned, scenario, folder, Derived.LOST, told, judged, interrupted, PackedHistory.NONE, false)
                : made(planned, scenario, folder, derived, told, judged, interrupted, history, keep);
    }

    private static Made made(
            PlannedRun planned,
            Scenario scenario,
            RunDirectory folder,
            Derived derived,
            RunRecord.Told told,
            @Nullable JudgedRun judged,
            boolean interrupted,
            PackedHistory history,
            boolean keep) {
        Share share = planned.share();
        RunRecord record = new RunRecord(
                planned.number(),
                share.source(),
                share.deployment(),
                share.transport(),
                planned.seed(),
                keep,
                history.sha256(),
                history.rawBytes(),
                derived,
                told);
        Map<String, String> environment =
                judged == null ? Map.of() : judged.result().environment();
        return new Made(planned, scenario, record, history, judged, environment, folder, interrupted);
    }

    /** Runs a scenario once more, judges it and leaves nothing; null if it was interrupted or the harness failed. */
    @Nullable
    Again again(PlannedRun planned) {
        RunDirectory folder = directory.again(planned.number());
        Scenario scenario = scenario(planned.seed());
        try {
            JudgedRun run = Runs.run(scenario, deployment, folder, Progress.SILENT);
            return run.result().wasInterrupted()
                    ? null
                    : new Again(
                            PackedHistory.of(folder.history(), false).sha256(),
                            Derived.of(source.name(), scenario, run.history()));
        } catch (HarnessException | ArgumentException | HistoryInputException | UncheckedIOException failed) {
            return null;
        } finally {
            folder.remove();
        }
    }

    /** A further run of a scenario. */
    record Again(String historySha256, Derived derived) {}

    private static RunRecord.Told told(JudgedRun run, long began) {
        RunOutcome outcome = run.result().outcome();
        List<String> doubts = new ArrayList<>();
        for (FaultReport fault : outcome.withoutBite()) {
            doubts.add("fault " + fault.planned().id() + " ("
                    + fault.planned().fault().kind().word() + ") was required to have an effect and had none");
        }
        for (String id : run.scenario().mustExercise()) {
            boolean exercised = run.judgement().properties().stream()
                    .anyMatch(property -> property.id().equals(id) && property.atRisk() > 0);
            if (!exercised) {
                doubts.add(id + " was required to be exercised and was never at risk");
            }
        }
        return new RunRecord.Told(
                outcome.harnessFailure().equals(DeploymentResult.INTERRUPTED)
                        ? "interrupted"
                        : outcome.harnessFailure(),
                outcome.unasked(),
                doubts,
                millisSince(began));
    }

    private static long millisSince(long began) {
        return Math.round((System.nanoTime() - began) / NANOS_PER_MILLI);
    }

    /** Whether a run is to be looked at: its folder stays. Of one that did not reach its situation the history is enough. */
    static boolean isWorthALook(Made made) {
        return made.record().verdict() == Verdict.VIOLATED
                || (!made.record().counts() && !made.record().notReached());
    }
}
