package dev.maat.checkers.history;

import java.util.List;
import java.util.Map;

/**
 * Load has stopped.
 *
 * @param nanos when
 * @param core nodes judged for liveness
 * @param probes name of a probe to its outcome, {@code "ok"} or something else
 */
public record Quiet(long nanos, List<String> core, Map<String, String> probes) {
    /** Whether there were probes and every one was ok. */
    public boolean proven() {
        return !probes.isEmpty() && probes.values().stream().allMatch("ok"::equals);
    }
}
