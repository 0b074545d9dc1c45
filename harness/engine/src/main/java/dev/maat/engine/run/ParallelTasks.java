package dev.maat.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbered tasks, several at a time. A result is passed on as soon as its task ends, from one thread at a time.
 *
 * @param <R> the result of a task
 */
public final class ParallelTasks<R> {
    /** Makes the task of a number. */
    @FunctionalInterface
    public interface Task<R> {
        /** The result; null where the task was interrupted: its thread then begins no further one. */
        @Nullable
        R run(int number);
    }

    /** Receives the results. */
    @FunctionalInterface
    public interface Listener<R> {
        void take(int number, R result);
    }

    private final int count;
    private final Task<R> task;
    private final Predicate<R> isLast;
    private final Listener<R> listener;
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    /**
     * @param count the tasks have the numbers below it
     * @param isLast whether no further task is begun after a result
     */
    public ParallelTasks(int count, Task<R> task, Predicate<R> isLast, Listener<R> listener) {
        this.count = count;
        this.task = task;
        this.isLast = isLast;
        this.listener = listener;
    }

    /**
     * Makes the tasks; true if the calling thread was interrupted. The tasks under way are interrupted then.
     *
     * @param name of the threads
     * @throws RuntimeException the first exception of a task; no further one is begun after it
     */
    public boolean run(String name, int threads) {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, count); i++) {
            workers.add(Thread.ofPlatform().name(name + "-" + i).start(this::work));
        }
        boolean interrupted = await(workers);
        throwFailure();
        return interrupted;
    }

    private boolean await(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(count);
                    workers.forEach(Thread::interrupt);
                }
            }
        }
        return interrupted;
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted() && failure == null) {
            int number = next.getAndIncrement();
            if (number >= count) {
                return;
            }
            try {
                R result = task.run(number);
                if (result == null) {
                    return;
                }
                passOn(number, result);
                if (isLast.test(result)) {
                    next.set(count);
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private synchronized void passOn(int number, R result) {
        listener.take(number, result);
    }

    private synchronized void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void throwFailure() {
        Throwable why = failure;
        if (why instanceof RuntimeException exception) {
            throw exception;
        }
        if (why instanceof Error error) {
            throw error;
        }
    }
}
