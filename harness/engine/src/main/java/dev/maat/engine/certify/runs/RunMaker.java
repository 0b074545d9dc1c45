package dev.maat.engine.certify.runs;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.bundle.PackedHistory;
import dev.maat.engine.certify.plan.JudgedBy;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.ScenarioSource;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.RunRecord;
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
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the runs of one share. Several threads may make runs at once where the deployment allows it. */
public final class RunMaker {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String profile;
    private final ScenarioSource source;
    private final Deployment deployment;
    private final CertificateDirectory directory;

    public RunMaker(String profile, ScenarioSource source, Deployment deployment, CertificateDirectory directory) {
        this.profile = profile;
        this.source = source;
        this.deployment = deployment;
        this.directory = directory;
    }

    /**
     * A run that was made.
     *
     * @param judged null where the harness failed before there was anything to judge
     * @param setAside the folder of what came of the run before; null: it was made once
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
            @Nullable RunDirectory setAside,
            boolean interrupted) {
        byte[] scenarioBytes() {
            return ScenarioJson.write(scenario).getBytes(StandardCharsets.UTF_8);
        }

        /** Removes everything that the run left in files. */
        void discard() {
            Stream.of(folder, setAside)
                    .filter(one -> one != null && one.exists())
                    .forEach(RunDirectory::remove);
        }

        private Made after(Made first, String what) {
            return new Made(
                    planned,
                    scenario,
                    record.withSetAside(what),
                    history,
                    judged,
                    environment,
                    folder,
                    first.folder,
                    interrupted);
        }
    }

    Scenario scenario(long seed) {
        return JudgedBy.profile(profile, source.scenario(seed));
    }

    Made make(PlannedRun planned) {
        return make(planned, directory.run(planned.number()));
    }

    /**
     * Makes a run again that proved nothing beside others.
     *
     * @param met how many others it met
     */
    Made makeAlone(Made first, int met) {
        return make(first.planned(), directory.alone(first.planned().number()))
                .after(
                        first,
                        "beside " + met + " other run" + (met == 1 ? "" : "s") + " it was "
                                + first.record().word() + ": " + first.record().reason());
    }

    byte[] scenarioBytes(long seed) {
        return ScenarioJson.write(scenario(seed)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A run that an earlier sitting made. One that is worth a look gets a folder again, and its history is judged once more for it.
     *
     * @param logs of its history, if that was kept
     */
    Made taken(
            PlannedRun planned,
            RunRecord record,
            PackedHistory history,
            SortedMap<String, byte[]> logs,
            Map<String, String> environment) {
        Scenario scenario = scenario(planned.seed());
        if (logs.isEmpty() || !isWorthALook(record)) {
            RunDirectory absent = directory.absent(planned.number());
            return new Made(planned, scenario, record, history, null, environment, absent, null, false);
        }
        RunDirectory folder = directory.run(planned.number());
        JudgedRun judged = TakenRun.judged(scenario, record, logs, folder, environment);
        return new Made(planned, scenario, record, history, judged, environment, folder, null, false);
    }

    private Made make(PlannedRun planned, RunDirectory folder) {
        Scenario scenario = scenario(planned.seed());
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
            boolean interrupted = Thread.interrupted();
            RunRecord.Told told =
                    new RunRecord.Told(Failures.describe(failed), List.of(), List.of(), List.of(), millisSince(began));
            return ofFailure(planned, scenario, folder, told, interrupted);
        }
    }

    /** A run that the harness could not finish, with the history that it left; if that cannot be packed, without it. */
    private Made ofFailure(
            PlannedRun planned, Scenario scenario, RunDirectory folder, RunRecord.Told told, boolean interrupted) {
        try {
            return made(
                    planned,
                    scenario,
                    folder,
                    Derived.ofFolder(source.name(), scenario, folder.history()),
                    told,
                    null,
                    interrupted);
        } catch (UncheckedIOException tooLong) {
            return made(planned, scenario, folder, Derived.LOST, told, null, interrupted, PackedHistory.NONE, false);
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
        return new Made(planned, scenario, record, history, judged, environment, folder, null, interrupted);
    }

    /**
     * Runs a scenario once more, judges it and leaves nothing; null if the harness failed, or if it was interrupted: then the calling
     * thread has its flag set.
     */
    @Nullable
    Again again(PlannedRun planned) {
        RunDirectory folder = directory.again(planned.number());
        Scenario scenario = scenario(planned.seed());
        try {
            ScenarioJson.write(scenario, folder.scenario());
            DeploymentResult result = deployment.run(scenario, folder, Progress.SILENT);
            if (result.wasInterrupted() || Thread.currentThread().isInterrupted()) {
                // Some runs take the flag, others come to their end in spite of it; the certification has to see it.
                Thread.currentThread().interrupt();
                return null;
            }
            return new Again(
                    PackedHistory.of(folder.history(), false).sha256(),
                    Derived.of(source.name(), scenario, Histories.read(folder.history())));
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
                List.of(),
                millisSince(began));
    }

    private static long millisSince(long began) {
        return Math.round((System.nanoTime() - began) / NANOS_PER_MILLI);
    }

    /** Whether a run is to be looked at: its folder stays. Of one that did not reach its situation the history is enough. */
    static boolean isWorthALook(RunRecord record) {
        return record.verdict() == Verdict.VIOLATED || (!record.counts() && !record.notReached());
    }
}
