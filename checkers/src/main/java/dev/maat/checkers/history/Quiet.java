package dev.maat.checkers.history;

import java.util.List;
import java.util.Map;

/**
 * Load has stopped.
 *
 * @param nanos the time
 * @param core nodes judged for liveness
 * @param probes the outcome of each probe by its name, {@code "ok"} or another word
 */
public record Quiet(long nanos, List<String> core, Map<String, String> probes) {
    /** Whether there were probes and every one was ok. */
    public boolean proven() {
        return !probes.isEmpty() && probes.values().stream().allMatch("ok"::equals);
    }
}
