package dev.maat.engine.simulated;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.Interrupt;
import dev.maat.engine.simulated.WorkerMessages.Request;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.StuckCall;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that runs simulations for the judge's JVM, because an implementation can end, halt or stall the JVM that it runs in. Several
 * runs share a worker. When the worker ends, {@code ended.txt} in its folder says why, if that can be known, and {@code calls} says
 * how far each run was.
 */
public final class SimulationWorker implements WorkerGuard.Worker {
    static final String CALLS = "calls";

    /** The pipes to and from the judge's JVM. Child processes of an implementation do not inherit them. */
    static final String REPLIES = "/dev/fd/3";

    static final String REQUESTS = "/dev/fd/4";

    static final String ENDED = "ended.txt";
    static final int MAX_SLOTS = 1_024;

    /** The exit code after {@link #abandon}, and of a worker that nobody uses. */
    static final int ABANDONED = 3;

    /** A judge on a loaded machine takes its time; the worker behind it is warm. */
    private static final int MAX_IDLE_SECONDS = 60;

    private final Path folder;
    private final LoadedImplementation implementation;
    private final DataOutputStream out;
    private final WorkerOutput output;
    /** An implementation may put another stream in the place of {@code System.err}, one that blocks. */
    private final PrintStream own;

    private final MappedByteBuffer calls;
    private final Hooks hooks = new Hooks();
    private final Map<Long, UnderWay> runs = new ConcurrentHashMap<>();

    /** A run in its thread. */
    private static final class UnderWay {
        volatile boolean interrupted;
        volatile @Nullable CallWatch watch;
    }

    private SimulationWorker(
            Path folder, LoadedImplementation implementation, DataOutputStream out, WorkerOutput output)
            throws IOException {
        this.folder = folder;
        this.implementation = implementation;
        this.out = out;
        this.output = output;
        this.own = output.printStream();
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(CALLS).toFile(), "rw")) {
            this.calls = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) MAX_SLOTS * Long.BYTES);
        }
    }

    /** Arguments: the worker's own folder, the implementation's folder, its name. */
    public static void main(String[] arguments) {
        try {
            IgnoredSignals.ignore();
            DataOutputStream out = new DataOutputStream(new FileOutputStream(REPLIES));
            DataInputStream in = new DataInputStream(new FileInputStream(REQUESTS));
            WorkerOutput output = new WorkerOutput(new FileOutputStream(FileDescriptor.err));
            System.setOut(output.printStream());
            System.setErr(output.printStream());
            System.setIn(InputStream.nullInputStream());
            LoadedImplementation implementation = Implementations.scan(Path.of(arguments[1]))
                    .find(arguments[2])
                    .load();
            new SimulationWorker(Path.of(arguments[0]), implementation, out, output).serve(in);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(ABANDONED);
    }

    /** Until the judge's JVM closes the stream, which it does by ending too. */
    private void serve(DataInputStream in) throws IOException {
        ExitWatch.install(this::ended);
        Thread.ofPlatform().daemon().name("watch").start(this::watch);
        while (true) {
            Request request = WorkerMessages.request(in);
            switch (request) {
                case Interrupt interrupt -> {
                    UnderWay run = runs.get(interrupt.id());
                    if (run != null) {
                        run.interrupted = true;
                    }
                }
                case Run run -> {
                    UnderWay underWay = new UnderWay();
                    runs.put(run.id(), underWay);
                    // In a group of its own, so that its guard sees threads that a core starts.
                    ThreadGroup group = new ThreadGroup("run-" + run.id());
                    output.begin(group, RunDirectory.existing(Path.of(run.directory())));
                    Thread thread = new Thread(group, () -> work(run, underWay), "run-" + run.id());
                    thread.setContextClassLoader(implementation.classLoader());
                    thread.start();
                }
            }
        }
    }

    private void work(Run run, UnderWay underWay) {
        WorkerMessages.Reply reply;
        try {
            reply = simulate(run, underWay);
        } catch (ArgumentException e) {
            reply = new Failed(run.id(), "argument", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            reply = new Failed(run.id(), "illegal", String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            e.printStackTrace(own);
            String ofFiles = Failures.ofFiles(e);
            reply = new Failed(run.id(), "harness", ofFiles == null ? Failures.describe(e) : ofFiles);
        }
        runs.remove(run.id());
        output.end(Thread.currentThread().getThreadGroup());
        synchronized (out) {
            try {
                WorkerMessages.write(reply, out);
            } catch (IOException judgeIsGone) {
                Runtime.getRuntime().halt(ABANDONED);
            }
        }
    }

    private Finished simulate(Run run, UnderWay underWay) {
        Scenario scenario = ScenarioJson.read("the scenario", run.scenario());
        RunDirectory directory = RunDirectory.existing(Path.of(run.directory()));
        WorkerGuard guard = new WorkerGuard(this, run.slot(), run.strict(), run.ends());
        underWay.watch = new CallWatch(guard);
        Notes notes = new Notes();
        SimulationResult result;
        try (HistoryFiles history = new HistoryFiles(directory)) {
            WatchedHistory watched = run.stopsAtViolation() ? new WatchedHistory(history, directory, notes) : null;
            result = Simulation.run(
                    scenario,
                    implementation::newCore,
                    watched == null ? history : watched,
                    () -> underWay.interrupted,
                    () -> watched == null ? null : watched.violation(),
                    guard);
        }
        guard.done();
        return new Finished(
                run.id(),
                result.outcome(),
                result.fingerprintHex(),
                result.crashesInFanOut(),
                notes.lines,
                guard.endsReached());
    }

    private void watch() {
        int idleLooks = 0;
        while (true) {
            StuckCall.awaitLook(CallWatch.LOOK_MILLIS);
            idleLooks = runs.isEmpty() ? idleLooks + 1 : 0;
            if (idleLooks * CallWatch.LOOK_MILLIS > TimeUnit.SECONDS.toMillis(MAX_IDLE_SECONDS)) {
                Runtime.getRuntime().halt(ABANDONED);
            }
            for (UnderWay run : runs.values()) {
                CallWatch look = run.watch;
                String did = look == null ? "" : look.look();
                if (look != null && !did.isEmpty()) {
                    // The whole stack depends on the moment: the history, which replays, has the frames that all looks
                    // saw.
                    own.println("the call that did not return:" + look.stack());
                    ended(did);
                }
            }
        }
    }

    /** Notes why, and ends this JVM. */
    private void ended(String why) {
        try {
            Files.writeString(folder.resolve(ENDED), why);
        } catch (IOException e) {
            own.println(why);
        }
        abandon();
    }

    @Override
    public void abandon() {
        Runtime.getRuntime().halt(ABANDONED);
    }

    @Override
    public void note(int slot, long position) {
        calls.putLong(slot * Long.BYTES, position);
    }

    @Override
    public int hooks() {
        return hooks.count();
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
