package dev.maat.engine.live;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run on real nodes. Connects the conductor to the nodes: carries out its actions, queues what the nodes report. The
 * conductor has the calling thread and takes one observation after the other.
 */
public final class LiveRun {
    /** A thread whose report finds no room waits until the conductor has taken one. */
    private static final int MAX_WAITING_OBSERVATIONS = 1 << 16;

    private final RunDirectory directory;
    private final Progress progress;
    private final long originNanos = System.nanoTime();
    private final BlockingQueue<Observation> observations = new ArrayBlockingQueue<>(MAX_WAITING_OBSERVATIONS);
    private final RunConductor conductor;
    private final NodeActions nodes;
    private long wakeAtNanos = Long.MAX_VALUE;

    private LiveRun(
            Scenario scenario, RunDirectory directory, NodeHosts hosts, OutputStream harness, Progress progress) {
        this.directory = directory;
        this.progress = progress;
        this.conductor = new RunConductor(
                scenario, new HarnessRecorder((line, length) -> write(harness, line, length), this::nowNanos));
        this.nodes = new NodeActions(scenario, hosts, directory::processFile, originNanos, this::observe, progress);
    }

    /**
     * Conducts a run to its end. All evidence is in the run directory when this returns, whatever the end: an interrupt of the
     * calling thread ends the run as a failure of the harness, and is used up.
     *
     * @param hosts of the scenario's nodes; the caller removes them afterwards
     * @param stopAtViolation whether the run is judged while it goes on, and ends at the first violation of a claim
     * @throws IOException if the harness's own history cannot be written
     */
    public static RunOutcome conduct(
            Scenario scenario, RunDirectory directory, NodeHosts hosts, boolean stopAtViolation, Progress progress)
            throws IOException {
        try (OutputStream harness = Files.newOutputStream(directory.harnessFile())) {
            LiveRun run = new LiveRun(scenario, directory, hosts, harness, progress);
            try (NodeActions nodes = run.nodes) {
                nodes.watch();
                RunOutcome outcome = stopAtViolation ? run.conductWatched() : run.conduct();
                // An interrupt has ended the run by now; it must not end the collecting of evidence as well.
                Thread.interrupted();
                nodes.collectEvidence();
                saveOutput(scenario, directory, hosts, progress);
                return outcome;
            }
        }
    }

    /** Keeps what the nodes wrote to their standard streams: their hosts are about to be removed. */
    private static void saveOutput(Scenario scenario, RunDirectory directory, NodeHosts hosts, Progress progress) {
        scenario.nodes().parallelStream().forEach(node -> {
            try {
                String output = hosts.output(node);
                if (!output.isBlank()) {
                    Files.writeString(directory.logs().resolve(node + ".log"), output);
                }
            } catch (IOException | RuntimeException e) {
                progress.note("the output of " + node + " could not be saved: " + Failures.describe(e));
            }
        });
    }

    private long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    private static void write(OutputStream out, byte[] line, int length) {
        try {
            out.write(line, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the harness's history", e);
        }
    }

    private RunOutcome conductWatched() {
        try (ViolationWatch watch =
                ViolationWatch.begin(directory.history(), why -> observe(new Observation.EnoughSeen(why)), progress)) {
            return conduct();
        }
    }

    private RunOutcome conduct() {
        conductor.begin(nowNanos(), this::perform);
        while (!conductor.isDone()) {
            Observation next = nextObservation();
            conductor.step(nowNanos(), next, this::perform);
        }
        return conductor.outcome();
    }

    private Observation nextObservation() {
        @Nullable Observation next;
        try {
            next = observations.poll(Math.max(0, wakeAtNanos - nowNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return new Observation.HarnessFailed(DeploymentResult.INTERRUPTED);
        }
        if (next == null) {
            wakeAtNanos = Long.MAX_VALUE;
            return new Observation.Tick();
        }
        return next;
    }

    private void perform(Action action) {
        switch (action) {
            case Action.StartNode it -> nodes.start(it.node());
            case Action.Multicast it -> nodes.multicast(it);
            case Action.Leave it -> nodes.leave(it.process());
            case Action.Inject it -> nodes.inject(it.faultId(), it.fault());
            case Action.Heal it -> nodes.heal(it.faultId());
            case Action.Probe it -> nodes.probe(it.nodes());
            case Action.Stop it -> nodes.stop(it.process());
            case Action.Exit it -> nodes.exit(it.process());
            case Action.WakeAt it -> wakeAtNanos = it.nanos();
            case Action.Tell it -> progress.note(it.what());
            case Action.Finish it ->
                progress.note("the run is over: " + conductor.outcome().end());
        }
    }

    private void observe(Observation observation) {
        try {
            observations.put(observation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
