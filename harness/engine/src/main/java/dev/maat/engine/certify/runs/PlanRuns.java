package dev.maat.engine.certify.runs;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.runs.RunMaker.Made;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the runs of a lane, several at a time, and hands them over in the plan's order, whatever order they end in. A run that an earlier
 * sitting finished is taken in its turn, even after an interrupt. One thread calls.
 */
final class PlanRuns implements AutoCloseable {
    /** Runs that are finished wait in memory for those before them; so many more than threads are begun. */
    private static final int AHEAD = 2;

    private final Lane lane;
    private final FinishedRuns finished;
    private final Duration endTime;
    private final Consumer<Share> awaiting;
    private final Iterator<PlannedRun> left;
    private final ExecutorService threads;
    private final Queue<Begun> begun = new ArrayDeque<>();
    private final Set<Share> givenUp = new HashSet<>();
    private @Nullable Share awaited;
    private boolean interrupted;
    private long deadlineNanos;
    private volatile boolean abandoned;

    /** @param made null: an earlier sitting finished it */
    private record Begun(PlannedRun planned, @Nullable Future<Made> made) {
        boolean canBeHad() {
            return made == null || made.state() == Future.State.SUCCESS;
        }

        void discard() {
            if (made != null) {
                made.resultNow().discard();
            }
        }
    }

    /**
     * @param endTime how long runs are waited for that were told to end
     * @param awaiting hears of each share whose runs are waited for, once
     */
    PlanRuns(Lane lane, FinishedRuns finished, Duration endTime, Consumer<Share> awaiting) {
        this.lane = lane;
        this.finished = finished;
        this.endTime = endTime;
        this.awaiting = awaiting;
        this.left = lane.runs().iterator();
        this.threads = Executors.newFixedThreadPool(lane.jobs());
    }

    private @Nullable Begun first() {
        int window = lane.jobs() + (lane.jobs() > 1 ? AHEAD : 0);
        while (begun.size() < window && left.hasNext()) {
            PlannedRun run = left.next();
            if (finished.has(run)) {
                begun.add(new Begun(run, null));
            } else if (!threads.isShutdown() && !givenUp.contains(run.share())) {
                begun.add(new Begun(run, threads.submit(() -> make(run))));
            }
        }
        return begun.peek();
    }

    private Made make(PlannedRun run) throws InterruptedException {
        Made made = lane.make(run, threads::isShutdown);
        boolean failed = !made.record().told().harnessFailure().isEmpty();
        if (abandoned || (threads.isShutdown() && failed)) {
            made.discard();
            throw new InterruptedException();
        }
        if (!made.interrupted()) {
            finished.keep(made);
        }
        return made;
    }

    /**
     * The next run; null if there is none. An interrupt of the calling thread ends what is under way; the runs that are finished are still
     * handed over.
     */
    @Nullable
    Made next() {
        for (Begun first = first(); first != null; first = first()) {
            announce(first.planned().share());
            Made made = awaited(first);
            if (made == null) {
                continue;
            }
            begun.remove();
            if (made.interrupted()) {
                interrupt();
            } else if (isWanted(made)) {
                return made;
            }
            made.discard();
        }
        return null;
    }

    private void announce(Share share) {
        if (!share.equals(awaited)) {
            awaited = share;
            awaiting.accept(share);
        }
    }

    /** Null after an interrupt: the run is among those begun until it is handed over, so it is found there if it has ended. */
    private @Nullable Made awaited(Begun first) {
        Future<Made> made = first.made();
        if (made == null) {
            return finished.take(first.planned(), lane.maker(first.planned().share()));
        }
        try {
            return made.get();
        } catch (InterruptedException e) {
            interrupt();
            return null;
        } catch (ExecutionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private boolean isWanted(Made made) {
        return !givenUp.contains(made.planned().share()) || made.record().verdict() == Verdict.VIOLATED;
    }

    /** Makes no further run of a share. Of those that were begun, violated ones are handed over: a violation stands. */
    void giveUp(Share share) {
        givenUp.add(share);
    }

    /** Takes an interrupt of the calling thread that came outside {@link #next}, with the same effect. */
    void noteInterrupt() {
        if (Thread.interrupted()) {
            interrupt();
        }
    }

    private void interrupt() {
        interrupted = true;
        stop();
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    /** Whether runs did not end in time after they were told to: they may hang, and nothing waits for them any more. */
    boolean hasAbandoned() {
        return abandoned;
    }

    /** Ends what is under way and waits for it, for a bounded time. What is finished can still be had. */
    void stop() {
        if (!threads.isShutdown()) {
            deadlineNanos = System.nanoTime() + endTime.toNanos();
            // Once alone: a second interrupt would break the clean-up of live runs off.
            threads.shutdownNow();
        }
        abandoned = !awaitEnd();
        begun.removeIf(one -> !one.canBeHad());
    }

    private boolean awaitEnd() {
        while (true) {
            try {
                return threads.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // The runs were told to end already.
                interrupted = true;
            }
        }
    }

    /** Removes what runs left that nobody asks for any more. The calling thread gets the flag of its interrupt back. */
    @Override
    public void close() {
        stop();
        begun.forEach(Begun::discard);
        begun.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
