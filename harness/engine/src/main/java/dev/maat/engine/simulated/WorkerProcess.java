package dev.maat.engine.simulated;

import dev.maat.engine.run.HarnessException;
import dev.maat.engine.simulated.RunEnd.Died;
import dev.maat.engine.simulated.RunEnd.Disturbed;
import dev.maat.engine.simulated.RunEnd.Interrupted;
import dev.maat.engine.simulated.RunEnd.Replied;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A worker, as the judge's JVM sees it. Thread-safe. */
final class WorkerProcess {
    private static final long INTERRUPT_LIMIT_SECONDS = 10;
    private static final long LOOK_MILLIS = 1_000;

    /** Overridden by tests. */
    static final String MAX_SILENT_SECONDS = "maat.simulation.silentSeconds";

    /** Looks in a row without a sign of life, where one is due at each; as with calls, the load of the machine does not count. */
    private final int maxSilentLooks = Integer.getInteger(
            MAX_SILENT_SECONDS, 5 * Integer.getInteger(CallWatch.LIMIT_SECONDS, CallWatch.DEFAULT_SECONDS));

    /** Processes that a worker started; each is ended with it. */
    private static final int MAX_DESCENDANTS = 1_024;

    private record UnderWay(Run run, Scenario scenario, CompletableFuture<RunEnd> end) {}

    private final WorkerFolder folder;
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
            folder = WorkerFolder.create();
            process = new ProcessBuilder(WorkerCommand.of(implementation, folder))
                    .redirectError(folder.outputFile())
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

    /**
     * Makes a run; null if the worker has ended before. An interrupt of the calling thread ends the run as such.
     */
    @Nullable
    RunEnd run(Run run, Scenario scenario) {
        CompletableFuture<RunEnd> end = new CompletableFuture<>();
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
            throw e.getCause() instanceof HarnessException failure ? failure : new IllegalStateException(e);
        }
    }

    private RunEnd endOfInterrupted(CompletableFuture<RunEnd> end) {
        try {
            RunEnd inTime = end.get(INTERRUPT_LIMIT_SECONDS, TimeUnit.SECONDS);
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
                if (!take(message)) {
                    return;
                }
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

    /** A message with a true seal is the harness's own, so one that cannot be read is no doing of an implementation. */
    private boolean take(byte[] message) {
        Reply reply;
        try {
            reply = WorkerMessages.reply(message, id -> {
                UnderWay run = runs.get(id);
                return run == null ? null : run.scenario();
            });
        } catch (IOException e) {
            allFailed(new HarnessException("a reply of the JVM for simulations cannot be read: " + e.getMessage(), e));
            return false;
        }
        take(reply);
        return true;
    }

    private void allFailed(HarnessException failure) {
        List<UnderWay> left;
        synchronized (this) {
            ended = true;
            left = List.copyOf(runs.values());
            runs.clear();
        }
        end();
        left.forEach(run -> run.end().completeExceptionally(failure));
        folder.remove();
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
                                    : new Died(
                                            CallsFile.callOf(folder, run.run().slot()),
                                            exitCode,
                                            told,
                                            wasSilent,
                                            output(),
                                            alone));
        }
        folder.remove();
    }

    /** The end of the worker's output that belongs to no run. */
    String output() {
        return folder.output();
    }

    /** Ends the worker and the processes that it started; runs under way end with it. */
    void end() {
        process.descendants().limit(MAX_DESCENDANTS).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
