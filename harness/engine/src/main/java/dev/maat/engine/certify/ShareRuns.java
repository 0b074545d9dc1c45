package dev.maat.engine.certify;

import dev.maat.engine.certify.Plan.PlannedRun;
import dev.maat.engine.certify.RunMaker.Made;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the runs of a share, several at a time, and hands them over in their order. */
final class ShareRuns implements AutoCloseable {
    /** Runs that are finished wait in memory for those before them; so many more than threads are begun. */
    private static final int AHEAD = 2;

    private static final long MAX_END_SECONDS = 60;

    private final RunMaker maker;
    private final Iterator<PlannedRun> left;
    private final int jobs;
    private final ExecutorService threads;
    private final Queue<Future<Made>> begun = new ArrayDeque<>();
    private boolean interrupted;

    ShareRuns(RunMaker maker, List<PlannedRun> runs, int jobs) {
        this.maker = maker;
        this.left = runs.iterator();
        this.jobs = jobs;
        this.threads = Executors.newFixedThreadPool(jobs);
    }

    /** The next run; null if there is none, or the calling thread was interrupted. */
    @Nullable
    Made next() {
        while (begun.size() < jobs + (jobs > 1 ? AHEAD : 0) && left.hasNext()) {
            PlannedRun run = left.next();
            begun.add(threads.submit(() -> maker.make(run)));
        }
        // It stays among those begun until it is handed over, so an interrupt removes what it left as well.
        Future<Made> first = begun.peek();
        if (first == null) {
            return null;
        }
        try {
            Made made = first.get();
            begun.remove();
            return made;
        } catch (InterruptedException e) {
            interrupted = true;
            stop();
            return null;
        } catch (ExecutionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    /** Ends what is under way and waits for it. */
    void stop() {
        threads.shutdownNow();
        boolean again = false;
        try {
            if (!threads.awaitTermination(MAX_END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("runs did not end within " + MAX_END_SECONDS + " s of their interrupt");
            }
        } catch (InterruptedException e) {
            again = true;
        }
        begun.forEach(ShareRuns::forget);
        begun.clear();
        if (again) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes what a run left that nobody asks for any more. */
    private static void forget(Future<Made> run) {
        if (run.state() == Future.State.SUCCESS) {
            run.resultNow().folder().remove();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
