package dev.maat.engine.simulated;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.WorkerMessages.Alive;
import dev.maat.engine.simulated.WorkerMessages.Ending;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Failed.Kind;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.Interrupt;
import dev.maat.engine.simulated.WorkerMessages.Request;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.JvmTraces;
import dev.maat.node.StuckCall;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.recording.Causes;
import dev.maat.recording.ImplementationFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.simulation.Simulation;
import dev.maat.simulation.SimulationResult;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
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
 * runs share a worker. Before it ends itself it says why; {@code calls} in its folder says how far each run was. Everything that it
 * says is sealed ({@link SealedMessages}), by a key that it reads before code of an implementation runs.
 */
public final class SimulationWorker implements WorkerGuard.Worker {
    static final String CALLS = "calls";

    /** The pipes to and from the judge's JVM. Child processes of an implementation do not inherit them. */
    static final String REPLIES = "/dev/fd/3";

    static final String REQUESTS = "/dev/fd/4";

    static final String HISTORY_ALTERED = "the history of the run was altered while it was written";
    static final int MAX_SLOTS = 1_024;

    /** Stray bytes before or after it are noticed at the next of these. */
    private static final int LOOKS_BETWEEN_SIGNS = 4;

    /** The exit code after {@link #abandon}, and of a worker that nobody uses. */
    static final int ABANDONED = 3;

    /** A judge on a loaded machine takes its time; the worker behind it is warm. */
    private static final int MAX_IDLE_SECONDS = 60;

    private final LoadedImplementation implementation;
    private final SealedMessages replies;
    private final OutputStream out;
    private final WorkerOutput output;
    /** An implementation may put another stream in the place of {@code System.err}, one that blocks. */
    private final PrintStream own;

    private final MappedByteBuffer calls;
    private final JvmTraces traces;
    private final Hooks hooks;
    private final Map<Long, UnderWay> runs = new ConcurrentHashMap<>();

    /** A run in its thread. */
    private static final class UnderWay {
        volatile boolean interrupted;
        volatile @Nullable CallWatch watch;
    }

    private SimulationWorker(
            Path folder, LoadedImplementation implementation, byte[] key, OutputStream out, WorkerOutput output)
            throws IOException {
        this.implementation = implementation;
        this.replies = new SealedMessages(key);
        this.out = out;
        this.output = output;
        this.own = output.printStream();
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(CALLS).toFile(), "rw")) {
            this.calls = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) MAX_SLOTS * Long.BYTES);
        }
        ExitWatch.install(this::end);
        Thread.ofPlatform().daemon().name("watch").start(this::watch);
        this.traces = new JvmTraces();
        this.hooks = new Hooks();
    }

    /** Arguments: the worker's own folder, the implementation's folder, its name. */
    public static void main(String[] arguments) {
        try {
            IgnoredSignals.ignore();
            OutputStream out = new FileOutputStream(REPLIES);
            DataInputStream in = new DataInputStream(new FileInputStream(REQUESTS));
            byte[] key = in.readNBytes(SealedMessages.KEY_BYTES);
            WorkerOutput output = new WorkerOutput(new FileOutputStream(FileDescriptor.err));
            System.setOut(output.printStream());
            System.setErr(output.printStream());
            System.setIn(InputStream.nullInputStream());
            LoadedImplementation implementation = Implementations.scan(Path.of(arguments[1]))
                    .find(arguments[2])
                    .load();
            new SimulationWorker(Path.of(arguments[0]), implementation, key, out, output).serve(in);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(ABANDONED);
    }

    /** Until the judge's JVM closes the stream, which it does by ending too. */
    private void serve(DataInputStream in) throws IOException {
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
                    // In a group of its own: what the threads of a core print goes to the logs of the run.
                    ThreadGroup group = new ThreadGroup("run-" + run.id());
                    output.begin(group, RunDirectory.existing(Path.of(run.directory())));
                    Thread thread = new Thread(group, () -> work(run, underWay), "run-" + run.id());
                    thread.setContextClassLoader(implementation.classLoader());
                    traces.start(thread);
                }
            }
        }
    }

    private void work(Run run, UnderWay underWay) {
        try {
            WorkerMessages.Reply reply = replyTo(run, underWay);
            runs.remove(run.id());
            output.end(Thread.currentThread().getThreadGroup());
            say(reply);
        } catch (Throwable noReply) {
            // As when memory or descriptors are used up. The judge must not wait for a reply that will not come.
            abandon();
        }
    }

    private WorkerMessages.Reply replyTo(Run run, UnderWay underWay) {
        try {
            return simulate(run, underWay);
        } catch (ImplementationFault e) {
            return new Failed(run.id(), Kind.IMPLEMENTATION, e.detail());
        } catch (ArgumentException e) {
            return new Failed(run.id(), Kind.ARGUMENT, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Failed(run.id(), Kind.ILLEGAL_ARGUMENT, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            String did = leftInJvm(run.strict());
            if (!did.isEmpty()) {
                return new Failed(run.id(), Kind.IMPLEMENTATION, did);
            }
            e.printStackTrace(own);
            String ofFiles = Failures.ofFiles(e);
            return new Failed(run.id(), Kind.HARNESS, ofFiles == null ? Failures.describe(e) : ofFiles);
        }
    }

    private void say(WorkerMessages.Reply reply) {
        try {
            replies.write(WorkerMessages.bytes(reply), out);
        } catch (IOException judgeIsGone) {
            Runtime.getRuntime().halt(ABANDONED);
        }
    }

    private Finished simulate(Run run, UnderWay underWay) {
        Scenario scenario = ScenarioJson.read("the scenario", run.scenario());
        RunDirectory directory = RunDirectory.existing(Path.of(run.directory()));
        WorkerGuard guard = new WorkerGuard(this, run);
        underWay.watch = new CallWatch(guard);
        Notes notes = new Notes();
        SimulationResult result;
        HistoryFiles history = new HistoryFiles(directory, run.sealPoint());
        try (history) {
            WatchedHistory watched = run.stopsAtViolation() ? new WatchedHistory(history, directory, notes) : null;
            result = Simulation.run(
                    scenario,
                    implementation::newCore,
                    watched == null ? history : watched,
                    () -> underWay.interrupted,
                    () -> watched == null ? null : watched.violation(),
                    guard);
        } catch (UncheckedIOException e) {
            throw altered(e, directory);
        }
        guard.done();
        return new Finished(
                run.id(),
                result.outcome(),
                result.fingerprintHex(),
                result.crashesInFanOut(),
                notes.lines,
                guard.endsReached(),
                history.seals());
    }

    /** A history that is not the worker's any more was altered by code of the implementation. */
    private static RuntimeException altered(UncheckedIOException failure, RunDirectory directory) {
        return failure.getCause() instanceof FileAlreadyExistsException || !Files.isDirectory(directory.history())
                ? new ImplementationFault(HISTORY_ALTERED)
                : failure;
    }

    private void watch() {
        int idleLooks = 0;
        for (int looks = 0; ; looks++) {
            try {
                if (looks % LOOKS_BETWEEN_SIGNS == 0) {
                    say(new Alive(0));
                }
                StuckCall.awaitLook(CallWatch.LOOK_MILLIS);
                idleLooks = runs.isEmpty() ? idleLooks + 1 : 0;
                if (idleLooks * CallWatch.LOOK_MILLIS > TimeUnit.SECONDS.toMillis(MAX_IDLE_SECONDS)) {
                    Runtime.getRuntime().halt(ABANDONED);
                }
                runs.values().forEach(this::look);
            } catch (OutOfMemoryError ofSomeCall) {
                // The call that uses the memory up gets the same error; the watch goes on.
                continue;
            }
        }
    }

    private void look(UnderWay run) {
        CallWatch look = run.watch;
        String did = look == null ? "" : look.look();
        if (look != null && !did.isEmpty()) {
            // The whole stack depends on the moment: the history, which replays, has the frames that all looks saw.
            own.println("the call that did not return:" + look.stack());
            end(did);
        }
    }

    @Override
    public void end(String why) {
        say(new Ending(0, Causes.bounded(why)));
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
    public String didToJvm() {
        String did = traces.found();
        return did.isEmpty() ? hooks.found() : did;
    }

    @Override
    public String leftInJvm(boolean strict) {
        String did = didToJvm();
        return did.isEmpty() ? traces.foundInTheEnd(strict) : did;
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
