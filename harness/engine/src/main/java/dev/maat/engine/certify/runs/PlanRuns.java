package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.runs.RunMaker.Made;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes runs of a plan, several at a time, and hands them over in the plan's order, whatever order they end in. */
final class PlanRuns implements AutoCloseable {
    /** Runs that are finished wait in memory for those before them; so many more than threads are begun. */
    private static final int AHEAD = 4;

    private static final long MAX_END_SECONDS = 60;

    private final Maker maker;
    private final Consumer<Made> keeper;
    private final Iterator<PlannedRun> left;
    private final int jobs;
    private final ExecutorService threads;
    private final Queue<Begun> begun = new ArrayDeque<>();
    private final Set<Share> givenUp = new HashSet<>();
    private boolean interrupted;

    /** Makes one run. Several threads ask at once. */
    @FunctionalInterface
    interface Maker {
        /** @param stopped whether what is under way is being ended: what fails then may have failed by that */
        Made make(PlannedRun run, BooleanSupplier stopped) throws InterruptedException;
    }

    private record Begun(PlannedRun planned, Future<Made> made) {}

    /** @param keeper gets each run that came to its end, in the thread that made it, in whatever order they end */
    PlanRuns(Maker maker, Consumer<Made> keeper, List<PlannedRun> runs, int jobs) {
        this.maker = maker;
        this.keeper = keeper;
        this.left = runs.iterator();
        this.jobs = jobs;
        this.threads = Executors.newFixedThreadPool(jobs);
    }

    /** The run that {@link #next} waits for; null if there is none. */
    @Nullable
    PlannedRun awaited() {
        begin();
        Begun first = begun.peek();
        return first == null ? null : first.planned();
    }

    private void begin() {
        while (!threads.isShutdown() && begun.size() < jobs + (jobs > 1 ? AHEAD : 0) && left.hasNext()) {
            PlannedRun run = left.next();
            if (!givenUp.contains(run.share())) {
                begun.add(new Begun(run, threads.submit(() -> make(run))));
            }
        }
    }

    private Made make(PlannedRun run) throws InterruptedException {
        Made made = maker.make(run, threads::isShutdown);
        boolean failed = !made.record().told().harnessFailure().isEmpty();
        if (threads.isShutdown() && failed) {
            made.discard();
            throw new InterruptedException();
        }
        if (!made.interrupted()) {
            keeper.accept(made);
        }
        return made;
    }

    /**
     * The next run; null if there is none. An interrupt of the calling thread ends what is under way; the runs that are finished are still
     * handed over.
     */
    @Nullable
    Made next() {
        for (PlannedRun awaited = awaited(); awaited != null; awaited = awaited()) {
            try {
                // It stays among those begun until it is handed over, so an interrupt finds it there.
                Made made = begun.element().made().get();
                begun.remove();
                if (!givenUp.contains(awaited.share()) && !(interrupted && made.interrupted())) {
                    return made;
                }
                made.discard();
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            } catch (ExecutionException e) {
                stop();
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
        return null;
    }

    /** Makes no further run of a share, and hands none over. */
    void giveUp(Share share) {
        givenUp.add(share);
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    /** Ends what is under way and waits for it. What is finished can still be had. */
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
        begun.removeIf(one -> one.made().state() != Future.State.SUCCESS);
        if (again) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes what runs left that nobody asks for any more. */
    @Override
    public void close() {
        stop();
        begun.forEach(one -> one.made().resultNow().discard());
        begun.clear();
    }
}
