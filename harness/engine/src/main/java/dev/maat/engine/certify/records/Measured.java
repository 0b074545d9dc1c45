package dev.maat.engine.certify.records;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measurements beside the runs: a verifier cannot derive them again, and repeats them as they were told.
 *
 * @param ended how the certification ended: {@code complete}, {@code violation}, {@code interrupted}, {@code full}
 * @param environment by deployment: what the runs depended on
 * @param nanosPerLine what the completed write of one line of evidence costs on the certifying machine
 * @param replays seeds that were run a second time, and whether the history was the same to the byte
 * @param recurrences of violations where a seed cannot replay
 * @param shrunk scenarios of violations that were made smaller
 * @param sittings in which the runs were made: more than one where an interrupted certification was resumed
 */
public record Measured(
        String ended,
        String date,
        Map<String, Map<String, String>> environment,
        long nanosPerLine,
        List<Replay> replays,
        List<Recurrence> recurrences,
        List<Witness> witnesses,
        List<Shrunk> shrunk,
        List<Sitting> sittings) {
    public static final String COMPLETE = "complete";
    public static final String VIOLATION = "violation";
    public static final String INTERRUPTED = "interrupted";
    /** The bundle takes no further run. */
    public static final String FULL = "full";

    public Measured {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        environment.forEach((deployment, facts) -> sorted.put(deployment, new TreeMap<>(facts)));
        environment = sorted;
        replays = List.copyOf(replays);
        recurrences = List.copyOf(recurrences);
        witnesses = List.copyOf(witnesses);
        shrunk = List.copyOf(shrunk);
        sittings = List.copyOf(sittings);
    }

    /** A run of the simulation that was made twice. */
    public record Replay(int run, boolean equal) {}

    /** A violated scenario that was run again and again. */
    public record Recurrence(int run, String property, int runs, int violated) {}

    /**
     * The smallest history found for a violated property.
     *
     * @param run in which it was found
     * @param entry of the bundle that holds it
     * @param note why it does not tell the violation by itself; empty if it does
     */
    public record Witness(int run, String property, String sentence, String entry, int events, String note) {}

    /**
     * A smaller scenario that violates the same property in the same way.
     *
     * @param before the parts of the scenario of the run, in words, and
     * @param after those of the smaller one
     * @param minimal whether no single part of it can go; else the search ended early
     * @param entry of the bundle that holds it
     */
    public record Shrunk(int run, String property, String before, String after, boolean minimal, String entry) {}

    /**
     * The work of one process on a certification.
     *
     * @param began as {@code date}
     * @param runs of the bundle that it made
     * @param differences what its runs depended on and those of the first sitting did not, in words
     */
    public record Sitting(String began, int runs, List<String> differences) {
        public Sitting {
            differences = List.copyOf(differences);
        }
    }
}
