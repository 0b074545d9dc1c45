package dev.maat.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbered tasks, several at a time. Their results are passed on in the order of the numbers, from one thread at a time, in whatever
 * order the threads finish.
 *
 * @param <R> the result of a task
 */
public final class OrderedTasks<R> {
    /** Makes the task of a number. */
    @FunctionalInterface
    public interface Task<R> {
        /** The result; null where the task was interrupted: its thread then begins no further one. */
        @Nullable
        R run(int number);
    }

    private final int count;
    private final Task<R> task;
    private final Predicate<R> isLast;
    private final Consumer<R> listener;
    private final AtomicInteger next = new AtomicInteger();
    private final TreeMap<Integer, R> waiting = new TreeMap<>();
    private int passedOn;
    private volatile @Nullable Throwable failure;

    /**
     * @param count the tasks have the numbers below it
     * @param isLast whether no further task is begun after a result
     * @param listener receives the results
     */
    public OrderedTasks(int count, Task<R> task, Predicate<R> isLast, Consumer<R> listener) {
        this.count = count;
        this.task = task;
        this.isLast = isLast;
        this.listener = listener;
    }

    /**
     * Makes the tasks; true if the calling thread was interrupted. The tasks under way are interrupted then, and the finished ones are
     * passed on, although one before them may be missing.
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
        finish();
        return interrupted;
    }

    private static boolean await(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
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
                add(number, result);
                if (isLast.test(result)) {
                    next.set(count);
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private synchronized void add(int number, R result) {
        waiting.put(number, result);
        while (!waiting.isEmpty() && waiting.firstKey() == passedOn) {
            passedOn++;
            listener.accept(waiting.pollFirstEntry().getValue());
        }
    }

    private synchronized void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    private synchronized void finish() {
        Throwable why = failure;
        if (why instanceof RuntimeException exception) {
            throw exception;
        }
        if (why instanceof Error error) {
            throw error;
        }
        waiting.values().forEach(listener);
        waiting.clear();
    }
}
