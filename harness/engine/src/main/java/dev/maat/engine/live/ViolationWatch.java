package dev.maat.engine.live;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.Follower;
import dev.maat.checkers.online.OnlineJudge;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.FirstViolation;
import dev.maat.engine.run.Progress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the history of a run while it is written, and reports the first violation of a claim. It reads the files on a thread of
 * its own, so neither the threads that hear the nodes nor the conductor ever wait for it.
 */
final class ViolationWatch implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final Follower follower;
    private final Consumer<String> enough;
    private final Progress progress;
    private final Thread thread;
    private @Nullable String violation;

    private ViolationWatch(Path history, Consumer<String> enough, Progress progress) {
        this.follower = new Follower(() -> history, null, OnlineJudge.DEFAULT_MIN_LINES, this::take);
        this.enough = enough;
        this.progress = progress;
        this.thread = Thread.ofPlatform().daemon().name("violation-watch").unstarted(this::watch);
    }

    /**
     * Starts the thread.
     *
     * @param history the folder
     * @param enough called at most once, by that thread, with the violation as a sentence
     */
    static ViolationWatch begin(Path history, Consumer<String> enough, Progress progress) {
        ViolationWatch watch = new ViolationWatch(history, enough, progress);
        watch.thread.start();
        return watch;
    }

    private void take(PropertyResult result) {
        if (violation == null) {
            violation = FirstViolation.sentence(result, follower.judge());
        }
    }

    private void watch() {
        try {
            while (violation == null) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                follower.poll();
            }
            progress.note(violation);
            enough.accept(violation);
        } catch (InterruptedException e) {
            // The run is over.
            return;
        } catch (RuntimeException | Error e) {
            // The run goes on: judging the finished history meets the same failure, and reports it.
            progress.note("the run is judged at its end only: " + Failures.describe(e));
        }
    }

    /** When this returns nothing is reported any more. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
