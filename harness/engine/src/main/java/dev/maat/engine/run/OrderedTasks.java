package dev.maat.engine.run;

import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Parallel tasks whose results are passed on in the order of their numbers, in whatever order the threads finish.
 *
 * @param <R> the result of a task
 */
public final class OrderedTasks<R> {
    private final ParallelTasks<R> tasks;
    private final Consumer<R> listener;
    private final TreeMap<Integer, R> waiting = new TreeMap<>();
    private int passedOn;

    /**
     * @param count the tasks have the numbers below it
     * @param isLast whether no further task is begun after a result
     * @param listener receives the results, from one thread at a time
     */
    public OrderedTasks(int count, ParallelTasks.Task<R> task, Predicate<R> isLast, Consumer<R> listener) {
        this.tasks = new ParallelTasks<>(count, task, isLast, this::add);
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
        boolean interrupted = tasks.run(name, threads);
        finish();
        return interrupted;
    }

    /** From one thread at a time. */
    private void add(int number, R result) {
        waiting.put(number, result);
        while (!waiting.isEmpty() && waiting.firstKey() == passedOn) {
            passedOn++;
            listener.accept(waiting.pollFirstEntry().getValue());
        }
    }

    private void finish() {
        waiting.values().forEach(listener);
        waiting.clear();
    }
}
