package dev.maat.engine.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Minimizing delta debugging (Zeller and Hildebrandt, 2002), in sweeps: a part that may go is left out at once. */
final class DeltaDebugging {
    /** A number within this share of one that fails is small enough. */
    private static final long GRAIN = 8;

    private DeltaDebugging() {}

    /**
     * The smallest sublist that was found.
     *
     * @param does whether a sublist does; it is taken for granted that the whole list does
     * @return a sublist that does, and from which no single item can be taken
     */
    static <T> List<T> minimum(List<T> whole, Predicate<List<T>> does) {
        List<T> kept = new ArrayList<>(whole);
        if (kept.isEmpty() || does.test(List.of())) {
            return List.of();
        }
        int chunk = Math.max(1, kept.size() / 2);
        while (true) {
            boolean smaller = sweep(kept, chunk, does);
            if (chunk == 1 && !smaller) {
                return List.copyOf(kept);
            }
            chunk = chunk == 1 ? 1 : Math.max(1, Math.min(chunk, kept.size()) / 2);
        }
    }

    /** Takes chunk after chunk away where the rest does; from the end, because late parts are the likeliest to be needless. */
    private static <T> boolean sweep(List<T> kept, int chunk, Predicate<List<T>> does) {
        boolean smaller = false;
        int end = kept.size();
        while (end > 0) {
            int begin = Math.max(0, end - chunk);
            List<T> rest = new ArrayList<>(kept.subList(0, begin));
            rest.addAll(kept.subList(end, kept.size()));
            // The empty list was tried at the start.
            if (!rest.isEmpty() && does.test(rest)) {
                kept.subList(begin, end).clear();
                smaller = true;
            }
            end = begin;
        }
        return smaller;
    }

    /**
     * A smaller number that does, by halving; to within an eighth.
     *
     * @param least the smallest number that is tried
     * @param now a number that does
     */
    static long smallest(long least, long now, LongPredicate does) {
        if (now <= least) {
            return now;
        }
        if (does.test(least)) {
            return least;
        }
        long fails = least;
        long good = now;
        while (good - fails > Math.max(1, good / GRAIN)) {
            long middle = fails + (good - fails) / 2;
            if (does.test(middle)) {
                good = middle;
            } else {
                fails = middle;
            }
        }
        return good;
    }
}
