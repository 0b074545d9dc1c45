package dev.maat.engine.simulated;

import dev.maat.engine.run.HarnessException;
import dev.maat.engine.simulated.WorkerMessages.Reply;
import dev.maat.engine.simulated.WorkerMessages.Run;
import dev.maat.node.implementation.Implementation;
import dev.maat.recording.Causes;
import dev.maat.scenario.Scenario;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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

    /**
     * Puts the pipes at {@link SimulationWorker#REPLIES} and {@link SimulationWorker#REQUESTS}, away from the standard streams: an
     * implementation, its child processes and the JVM itself use those, past {@code System.out} too.
     */
    private static final String SHELL_LINE = "exec \"$@\" 3>&1 1>&2 4<&0 0</dev/null";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
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

    /**
     * The worker ended while the run was under way.
     *
     * @param call the call of the implementation that was under way, or else the next one
     * @param told the cause, as the worker itself knew it; empty if it did not
     * @param printed the end of the output that belongs to no run, such as messages of the JVM
     * @param wasAlone whether the worker never had another run
     */
    record Died(long call, int exitCode, String told, String printed, boolean wasAlone) implements End {
        /** Whether a signal may have ended the worker: from outside, or because the JVM crashed. */
        boolean mayBeBySignal() {
            return told.isEmpty() && exitCode > 128;
        }

        /** A sentence about the implementation. */
        String detail() {
            return told.isEmpty()
                    ? "the core ended its JVM with exit code " + exitCode + ", without an exception or System.exit"
                    : told;
        }
    }

    private record UnderWay(Run run, Scenario scenario, CompletableFuture<End> end) {}

    private final Path folder;
    private final Process process;
    private final DataOutputStream out;
    private final Map<Long, UnderWay> runs = new ConcurrentHashMap<>();
    private int begun;
    private boolean ended;

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
        Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::read);
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
            process.destroyForcibly();
            return new Interrupted();
        }
    }

    /** A worker that takes no request has ended or is about to: its run ends with it. */
    private void send(WorkerMessages.Request request) {
        try {
            WorkerMessages.write(request, out);
        } catch (IOException closed) {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(process.getInputStream())) {
            while (true) {
                Reply reply = WorkerMessages.reply(in, id -> {
                    UnderWay run = runs.get(id);
                    return run == null ? null : run.scenario();
                });
                UnderWay run = runs.remove(reply.id());
                if (run != null) {
                    run.end().complete(new Replied(reply));
                }
            }
        } catch (IOException closed) {
            process.destroyForcibly();
            allEnded();
        }
    }

    private void allEnded() {
        int exitCode = process.onExit().join().exitValue();
        List<UnderWay> left;
        boolean alone;
        synchronized (this) {
            ended = true;
            alone = begun == 1;
            left = List.copyOf(runs.values());
            runs.clear();
        }
        for (UnderWay run : left) {
            run.end().complete(new Died(callOf(run.run().slot()), exitCode, told(), output(), alone));
        }
        remove();
    }

    private long callOf(int slot) {
        try {
            byte[] calls = Files.readAllBytes(folder.resolve(SimulationWorker.CALLS));
            long position = ByteBuffer.wrap(calls).getLong(slot * Long.BYTES);
            return position % 2 == 1 ? position / 2 : position / 2 + 1;
        } catch (IOException | IndexOutOfBoundsException neverBegun) {
            return 0;
        }
    }

    private String told() {
        try {
            return Causes.bounded(Files.readString(folder.resolve(SimulationWorker.ENDED)));
        } catch (IOException notTold) {
            return "";
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

    /** Ends the worker; runs under way end with it. */
    void end() {
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
