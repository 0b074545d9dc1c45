package dev.maat.checkers.facts;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computed when first asked for, once for all threads: who asks meanwhile waits. What failed fails again at once, and is not
 * tried all the way to the same end.
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
