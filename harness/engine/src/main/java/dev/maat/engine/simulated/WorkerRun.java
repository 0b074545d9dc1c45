package dev.maat.engine.simulated;

import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.FileSeal.Seal;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Failed.Kind;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.recording.ImplementationFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.simulation.EvidenceSink;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One run in a worker: simulates it in the thread of {@link #reply}, while other threads interrupt it or look at it. */
final class WorkerRun {
    private final Run run;
    private final WorkerGuard.Worker worker;
    private final LoadedImplementation implementation;
    private final PrintStream log;
    private volatile boolean interrupted;
    private volatile @Nullable CallWatch watch;

    /** @param log for what the judge's JVM is not told */
    WorkerRun(Run run, WorkerGuard.Worker worker, LoadedImplementation implementation, PrintStream log) {
        this.run = run;
        this.worker = worker;
        this.implementation = implementation;
        this.log = log;
    }

    void interrupt() {
        interrupted = true;
    }

    /** Makes the run, and says how it ended. */
    WorkerMessages.Reply reply() {
        try {
            return simulate();
        } catch (ImplementationFault e) {
            return new Failed(run.id(), Kind.IMPLEMENTATION, e.detail());
        } catch (ArgumentException e) {
            return new Failed(run.id(), Kind.ARGUMENT, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Failed(run.id(), Kind.ILLEGAL_ARGUMENT, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            String did = worker.leftInJvm(run.strict());
            if (!did.isEmpty()) {
                return new Failed(run.id(), Kind.IMPLEMENTATION, did);
            }
            e.printStackTrace(log);
            String ofFiles = Failures.ofFiles(e);
            return new Failed(run.id(), Kind.HARNESS, ofFiles == null ? Failures.describe(e) : ofFiles);
        }
    }

    private Finished simulate() {
        Scenario scenario = ScenarioJson.read("the scenario", run.scenario());
        WorkerGuard guard = new WorkerGuard(worker, run);
        watch = new CallWatch(guard);
        return run.inMemory() ? inMemory(scenario, guard) : inFiles(scenario, guard);
    }

    /** No file of a history can be altered that is in none. */
    private Finished inMemory(Scenario scenario, WorkerGuard guard) {
        CompactEvidence evidence = new CompactEvidence();
        SimulationResult result = Simulation.run(
                scenario, implementation::newCore, EvidenceSink.in(evidence), () -> interrupted, () -> null, guard);
        guard.done();
        return finished(result, guard, List.of(), Collections.emptySortedMap(), evidence.bytes());
    }

    private Finished inFiles(Scenario scenario, WorkerGuard guard) {
        RunDirectory directory = RunDirectory.existing(Path.of(run.directory()));
        Notes notes = new Notes();
        SimulationResult result;
        HistoryFiles history = new HistoryFiles(directory, run.sealPoint());
        try (history) {
            WatchedHistory watched = run.stopsAtViolation() ? new WatchedHistory(history, directory, notes) : null;
            result = Simulation.run(
                    scenario,
                    implementation::newCore,
                    watched == null ? history : watched,
                    () -> interrupted,
                    () -> watched == null ? null : watched.violation(),
                    guard);
        } catch (UncheckedIOException e) {
            throw altered(e, directory);
        }
        guard.done();
        return finished(result, guard, notes.lines, history.seals(), null);
    }

    private Finished finished(
            SimulationResult result,
            WorkerGuard guard,
            List<String> notes,
            SortedMap<String, Seal> seals,
            byte @Nullable [] evidence) {
        return new Finished(
                run.id(),
                result.outcome(),
                result.fingerprintHex(),
                result.crashesInFanOut(),
                notes,
                guard.endsReached(),
                seals,
                evidence);
    }

    /** A history that is not the worker's any more was altered by code of the implementation. */
    private static RuntimeException altered(UncheckedIOException failure, RunDirectory directory) {
        return failure.getCause() instanceof FileAlreadyExistsException || !Files.isDirectory(directory.history())
                ? new ImplementationFault(SimulationWorker.HISTORY_ALTERED)
                : failure;
    }

    /** Looks once at the call that is under way, and ends the worker if it does not return. */
    void look() {
        CallWatch look = watch;
        String did = look == null ? "" : look.look();
        if (look != null && !did.isEmpty()) {
            // The whole stack depends on the moment: the history, which replays, has the frames that all looks saw.
            log.println("the call that did not return:" + look.stack());
            worker.end(did);
        }
    }

    /** Keeps the notes for the judge's JVM. */
    private static final class Notes implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void stage(String stage) {}

        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String line) {
            lines.add(line);
        }
    }
}
