package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.node.evidence.EvidenceLog;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends the process of this node. Thread-safe. */
final class ProcessEnding implements Ending {
    /** How long a process whose log is closed waits to be told to exit: longer than a harness waits for the logs of all. */
    private static final long MAX_RUN_ON_MILLIS = 60_000;

    private final ProcessRecorder recorder;
    private final EvidenceLog evidence;
    private final JvmTraces traces;
    private final Consumer<Answer.Ended> exit;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch mayExit = new CountDownLatch(1);

    /** @param exit tells the harness, then ends the operating system's process */
    ProcessEnding(ProcessRecorder recorder, EvidenceLog evidence, JvmTraces traces, Consumer<Answer.Ended> exit) {
        this.recorder = recorder;
        this.evidence = evidence;
        this.traces = traces;
        this.exit = exit;
    }

    @Override
    public void end(ExitCode code, String why, @Nullable Throwable cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (cause != null) {
            // Not printStackTrace: that calls the implementation's code, which may throw or not return.
            System.err.println(Causes.describe(cause));
        }
        if (code == ExitCode.OK) {
            recorder.closed();
        }
        evidence.complete();
        later(() -> exit(code, why));
    }

    @Override
    public void closeLog() {
        if (ended.compareAndSet(false, true)) {
            recorder.closedWhileRunning();
            evidence.complete();
            later(() -> {
                awaitExit();
                exit(ExitCode.OK, "stopped");
            });
        }
    }

    /** Lets a process exit whose log is closed; otherwise nothing happens. */
    void exit() {
        if (ended.get()) {
            mayExit.countDown();
        }
    }

    private void awaitExit() {
        try {
            // Told or not, the process exits: the bound is for a harness that asks for no exit.
            boolean ignored = mayExit.await(MAX_RUN_ON_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exit(ExitCode code, String why) {
        exit.accept(new Answer.Ended(recorder.process(), code.code(), why));
    }

    /** In a thread of its own: the caller may hold the implementation's locks, or be about to return from an upcall. */
    private void later(Runnable task) {
        traces.start(Thread.ofPlatform().name("ending").unstarted(task));
    }
}
