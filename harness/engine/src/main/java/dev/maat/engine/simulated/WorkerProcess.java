package dev.maat.engine.simulated;

import dev.maat.engine.run.HarnessException;
import dev.maat.engine.simulated.WorkerMessages.Alive;
import dev.maat.engine.simulated.WorkerMessages.Ending;
import dev.maat.engine.simulated.WorkerMessages.Failed;
import dev.maat.engine.simulated.WorkerMessages.Finished;
import dev.maat.engine.simulated.WorkerMessages.Reply;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.StuckCall;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A worker, as the judge's JVM sees it. Thread-safe. */
final class WorkerProcess {
    private static final long INTERRUPT_LIMIT_SECONDS = 10;
    private static final String OUTPUT = "output.txt";

    /** Enough for runs of hundreds of nodes; an implementation that opens files without end is stopped by it soon. */
    private static final int MAX_FILES = 8_192;

    private static final long LOOK_MILLIS = 1_000;

    /** Looks in a row without a sign of life, where one is due at each; as with calls, the load of the machine does not count. */
    private final int maxSilentLooks = 5 * Integer.getInteger(CallWatch.LIMIT_SECONDS, CallWatch.DEFAULT_SECONDS);

    /** Processes that a worker started; each is ended with it. */
    private static final int MAX_DESCENDANTS = 1_024;

    /**
     * Puts the pipes at {@link SimulationWorker#REPLIES} and {@link SimulationWorker#REQUESTS}, away from the standard streams: an
     * implementation, its child processes and the JVM itself use those, past {@code System.out} too.
     */
    private static final String SHELL_LINE =
            "ulimit -n " + MAX_FILES + " 2>/dev/null || :; exec \"$@\" 3>&1 1>&2 4<&0 0</dev/null";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            // An implementation could load code into the JVM that it runs in, past the fence.
            "-XX:+DisableAttachMechanism",
            // Else an exception that is thrown often loses its stack trace, sooner or later.
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:-CreateCoredumpOnCrash",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** The end of a run in a worker: its reply, or the end of the worker. */
    sealed interface End {}

    record Replied(Reply reply) implements End {}

    /** The calling thread was interrupted, and the run did not end in good order. */
    record Interrupted() implements End {}

    /** Something other than the worker wrote to its pipe, or read from it. Nothing that came since can be believed. */
    record Disturbed() implements End {}

    /**
     * The worker ended while the run was under way.
     *
     * @param call the call of the implementation that was under way, or else the next one
     * @param told the cause, as the worker itself knew it; empty if it did not
     * @param wasSilent whether the worker gave no sign of life, and was ended for that
     * @param printed the end of the output that belongs to no run, such as messages of the JVM
     * @param wasAlone whether the worker never had another run
     */
    record Died(long call, int exitCode, String told, boolean wasSilent, String printed, boolean wasAlone)
            implements End {
        /** Whether a signal may have ended or stopped the worker: from outside, or because the JVM crashed. */
        boolean mayBeBySignal() {
            return told.isEmpty() && (wasSilent || exitCode > 128);
        }

        /** A sentence about the implementation. */
        String detail() {
            if (!told.isEmpty()) {
                return told;
            }
            return wasSilent
                    ? "the core stopped its JVM, which gave no sign of life any more"
                    : "the core ended its JVM with exit code " + exitCode + ", without an exception or System.exit";
        }
    }

    private record UnderWay(Run run, Scenario scenario, CompletableFuture<End> end) {}

    private final Path folder;
    private final Process process;
    private final DataOutputStream out;
    private final Map<Long, UnderWay> runs = new ConcurrentHashMap<>();
    private final SealedMessages replies;
    private int begun;
    private boolean ended;
    private volatile String told = "";
    private volatile long signs;
    private volatile boolean wasSilent;

    WorkerProcess(Implementation implementation) {
        try {
            folder = Files.createTempDirectory("maat-worker");
            process = new ProcessBuilder(command(implementation, folder))
                    .redirectError(folder.resolve(OUTPUT).toFile())
                    .start();
        } catch (IOException e) {
            throw new HarnessException("a JVM for simulations cannot be started: " + e.getMessage(), e);
        }
        out = new DataOutputStream(process.getOutputStream());
        byte[] key = SealedMessages.newKey();
        replies = new SealedMessages(key);
        sendKey(key);
        Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::read);
        Thread.ofPlatform().daemon().name("watch-" + process.pid()).start(this::watch);
    }

    private static List<String> command(Implementation implementation, Path folder) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL_LINE, "worker"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + Runtime.getRuntime().maxMemory());
        // Only sizes and the like: an agent or a debugger would be asked for its port twice.
        Arrays.stream(System.getenv().getOrDefault("MAAT_JVM", "").split("\\s+"))
                .filter(flag -> flag.startsWith("-X") && !flag.startsWith("-Xrunjdwp"))
                .forEach(command::add);
        command.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
        String limit = System.getProperty(CallWatch.LIMIT_SECONDS);
        if (limit != null) {
            command.add("-D" + CallWatch.LIMIT_SECONDS + "=" + limit);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SimulationWorker.class.getName()));
        command.add(folder.toString());
        command.add(implementation.folder().toAbsolutePath().toString());
        command.add(implementation.name());
        return command;
    }

    /**
     * Makes a run; null if the worker has ended before. An interrupt of the calling thread ends the run as such.
     */
    @Nullable
    End run(Run run, Scenario scenario) {
        CompletableFuture<End> end = new CompletableFuture<>();
        synchronized (this) {
            if (ended) {
                return null;
            }
            begun++;
            runs.put(run.id(), new UnderWay(run, scenario, end));
            send(run);
        }
        try {
            return end.get();
        } catch (InterruptedException e) {
            synchronized (this) {
                send(new WorkerMessages.Interrupt(run.id()));
            }
            try {
                return endOfInterrupted(end);
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private End endOfInterrupted(CompletableFuture<End> end) {
        try {
            End inTime = end.get(INTERRUPT_LIMIT_SECONDS, TimeUnit.SECONDS);
            return inTime instanceof Died ? new Interrupted() : inTime;
        } catch (TimeoutException | InterruptedException | ExecutionException stuck) {
            end();
            return new Interrupted();
        }
    }

    private void sendKey(byte[] key) {
        try {
            out.write(key);
            out.flush();
        } catch (IOException closed) {
            end();
        }
    }

    /** A worker that takes no request has ended or is about to: its run ends with it. */
    private void send(WorkerMessages.Request request) {
        try {
            WorkerMessages.write(request, out);
        } catch (IOException closed) {
            end();
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(process.getInputStream())) {
            for (byte[] message = replies.read(in); message != null; message = replies.read(in)) {
                take(WorkerMessages.reply(message, id -> {
                    UnderWay run = runs.get(id);
                    return run == null ? null : run.scenario();
                }));
            }
        } catch (SealedMessages.ForgedException disturbed) {
            end();
            allEnded(true);
            return;
        } catch (IOException closed) {
            // As the end of the stream.
        }
        end();
        allEnded(false);
    }

    private void take(Reply reply) {
        signs++;
        switch (reply) {
            case Alive sign -> {}
            case Ending ending -> told = ending.why();
            case Finished done -> replied(done);
            case Failed failed -> replied(failed);
        }
    }

    private void replied(Reply reply) {
        UnderWay run = runs.remove(reply.id());
        if (run != null) {
            run.end().complete(new Replied(reply));
        }
    }

    /**
     * Ends a worker that gives no sign of life: an implementation can stop it by a signal, and keep its pipe open after its end. The
     * first sign is not waited for, because no code of an implementation runs before.
     */
    private void watch() {
        long seen = 0;
        int silentLooks = 0;
        while (process.isAlive() || !hasEnded()) {
            StuckCall.awaitLook(LOOK_MILLIS);
            silentLooks = signs == seen ? silentLooks + 1 : 0;
            seen = signs;
            if (seen > 0 && silentLooks >= maxSilentLooks) {
                wasSilent = true;
                end();
                allEnded(false);
                return;
            }
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void allEnded(boolean disturbed) {
        int exitCode = process.onExit().join().exitValue();
        List<UnderWay> left;
        boolean alone;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            alone = begun == 1;
            left = List.copyOf(runs.values());
            runs.clear();
        }
        for (UnderWay run : left) {
            run.end()
                    .complete(
                            disturbed
                                    ? new Disturbed()
                                    : new Died(callOf(run.run().slot()), exitCode, told, wasSilent, output(), alone));
        }
        remove();
    }

    private long callOf(int slot) {
        Path file = folder.resolve(SimulationWorker.CALLS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (RandomAccessFile calls = new RandomAccessFile(file.toFile(), "r")) {
            calls.seek((long) slot * Long.BYTES);
            long position = calls.readLong();
            return position % 2 == 1 ? position / 2 : position / 2 + 1;
        } catch (IOException neverBegun) {
            return 0;
        }
    }

    /** The end of the worker's output that belongs to no run. */
    String output() {
        try {
            return RunOutput.tail(folder.resolve(OUTPUT));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Ends the worker and the processes that it started; runs under way end with it. */
    void end() {
        process.descendants().limit(MAX_DESCENDANTS).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            // A folder of temporary files.
            return;
        }
    }
}
