package dev.maat.checkers.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Load has stopped.
 *
 * @param nanos the time
 * @param core nodes judged for liveness
 * @param probes the outcome of each probe by its name, {@code "ok"} or another word
 * @param earlierFaults the ids of the faults told before it among the harness's lines
 */
public record Quiet(long nanos, List<String> core, Map<String, String> probes, Set<String> earlierFaults) {
    /** Whether there were probes and every one was ok. */
    public boolean proven() {
        return !probes.isEmpty() && probes.values().stream().allMatch("ok"::equals);
    }
}
