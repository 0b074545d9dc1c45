package dev.maat.engine.simulated;

import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.WorkerMessages.Alive;
import dev.maat.engine.simulated.WorkerMessages.Ending;
import dev.maat.engine.simulated.WorkerMessages.Interrupt;
import dev.maat.engine.simulated.WorkerMessages.Request;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.JvmTraces;
import dev.maat.node.StuckCall;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.recording.Causes;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs simulations for the judge's JVM, because an implementation can end, halt or stall the JVM that it runs in. Several
 * runs share a worker. Before it ends itself it says why; {@code calls} in its folder says how far each run was. Everything that it
 * says is sealed ({@link SealedMessages}), by a key that it reads before code of an implementation runs.
 */
public final class SimulationWorker implements WorkerGuard.Worker {
    /** The pipes to and from the judge's JVM. Child processes of an implementation do not inherit them. */
    static final String REPLIES = "/dev/fd/3";

    static final String REQUESTS = "/dev/fd/4";

    static final String HISTORY_ALTERED = "the history of the run was altered while it was written";

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

    private final CallsFile calls;
    private final JvmTraces traces;
    private final Hooks hooks;
    private final Map<Long, WorkerRun> runs = new ConcurrentHashMap<>();

    private SimulationWorker(
            WorkerFolder folder, LoadedImplementation implementation, byte[] key, OutputStream out, WorkerOutput output)
            throws IOException {
        this.implementation = implementation;
        this.replies = new SealedMessages(key);
        this.out = out;
        this.output = output;
        this.own = output.printStream();
        this.calls = CallsFile.open(folder);
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
            new SimulationWorker(new WorkerFolder(Path.of(arguments[0])), implementation, key, out, output).serve(in);
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
                    WorkerRun run = runs.get(interrupt.id());
                    if (run != null) {
                        run.interrupt();
                    }
                }
                case Run run -> begin(run);
            }
        }
    }

    private void begin(Run asked) {
        WorkerRun run = new WorkerRun(asked, this, implementation, own);
        runs.put(asked.id(), run);
        // In a group of its own: what the threads of a core print goes to the logs of the run.
        ThreadGroup group = new ThreadGroup("run-" + asked.id());
        output.begin(group, RunDirectory.existing(Path.of(asked.directory())));
        Thread thread = new Thread(group, () -> work(asked.id(), run), "run-" + asked.id());
        thread.setContextClassLoader(implementation.classLoader());
        traces.start(thread);
    }

    private void work(long id, WorkerRun run) {
        try {
            WorkerMessages.Reply reply = run.reply();
            runs.remove(id);
            output.end(Thread.currentThread().getThreadGroup());
            say(reply);
        } catch (Throwable noReply) {
            // As when memory or descriptors are used up. The judge must not wait for a reply that will not come.
            abandon();
        }
    }

    private void say(WorkerMessages.Reply reply) {
        try {
            replies.write(WorkerMessages.bytes(reply), out);
        } catch (IOException judgeIsGone) {
            Runtime.getRuntime().halt(ABANDONED);
        }
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
                runs.values().forEach(WorkerRun::look);
            } catch (OutOfMemoryError ofSomeCall) {
                // The call that uses the memory up gets the same error; the watch goes on.
                continue;
            }
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
        calls.note(slot, position);
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
}
