package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to several nodes at once, so that a partition is not cut one node after the other. */
final class Parallel {
    private Parallel() {}

    /** Returns when every action has ended; if some failed, one of the failures is thrown then. */
    static <T> void each(Collection<T> items, Consumer<T> action) {
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                done.add(threads.submit(() -> action.accept(item)));
            }
        }
        InjectionException failure = null;
        for (Future<?> one : done) {
            try {
                one.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failure = new InjectionException(String.valueOf(cause.getMessage()), cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new InjectionException("interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
