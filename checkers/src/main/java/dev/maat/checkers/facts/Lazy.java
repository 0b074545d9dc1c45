package dev.maat.checkers.facts;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed at its first use, once for all threads: other threads wait for it. A computation that failed is not
 * tried again, but fails at once.
 */
final class Lazy<T extends Object> {
    private final Supplier<T> compute;
    private volatile @Nullable T value;
    private @Nullable RuntimeException failure;

    Lazy(Supplier<T> compute) {
        this.compute = compute;
    }

    T get() {
        T known = value;
        return known != null ? known : computed();
    }

    private synchronized T computed() {
        if (failure != null) {
            throw failure;
        }
        T known = value;
        if (known == null) {
            try {
                known = compute.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
            value = known;
        }
        return known;
    }
}
