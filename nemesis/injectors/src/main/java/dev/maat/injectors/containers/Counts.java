package dev.maat.injectors.containers;

import dev.maat.faults.FaultEffect;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the effect of a fault. */
final class Counts {
    private final SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();

    /** Zero is left out, so that an effect names only events that happened. */
    void add(String what, String where, long times) {
        if (times > 0) {
            counts.computeIfAbsent(what, key -> new TreeMap<>()).merge(where, times, Long::sum);
        }
    }

    FaultEffect effect() {
        return new FaultEffect(counts, null);
    }
}
