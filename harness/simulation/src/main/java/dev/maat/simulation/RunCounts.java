package dev.maat.simulation;

import java.util.TreeSet;

/** Counts of a run for its result; they decide nothing in the run. */
final class RunCounts {
    long packetsDelivered;
    long deliveries;
    int joins;
    int crashesInFanOut;
    private final TreeSet<String> viewIds = new TreeSet<>();

    void installed(String viewId) {
        viewIds.add(viewId);
    }

    /** Distinct views, the first not counted. */
    int viewChanges() {
        return Math.max(0, viewIds.size() - 1);
    }
}
