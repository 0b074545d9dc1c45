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
 * Judges the history of a run while it is written and tells the first violation of something that is claimed. It has a thread of
 * its own and reads the files, so that nobody who hears the nodes or conducts the run ever waits for it.
 */
public final class ViolationWatch implements AutoCloseable {
    private static final long ROUND_MILLIS = 100;

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
     * @param enough told once, by that thread
     */
    public static ViolationWatch begin(Path history, Consumer<String> enough, Progress progress) {
        ViolationWatch watch = new ViolationWatch(history, enough, progress);
        watch.thread.start();
        return watch;
    }

    private void take(PropertyResult told) {
        if (violation == null) {
            violation = FirstViolation.sentence(told, follower.judge());
        }
    }

    private void watch() {
        try {
            while (violation == null) {
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                follower.poll();
            }
            progress.note(violation);
            enough.accept(violation);
        } catch (InterruptedException e) {
            // The run is over.
            return;
        } catch (RuntimeException | Error e) {
            // A run is no worse for it; whoever judges the finished history comes to the same, and says so.
            progress.note("the run is judged at its end only: " + Failures.describe(e));
        }
    }

    /** Nothing is told any more when this returns. */
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
