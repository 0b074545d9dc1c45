package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fault of links that is on, and a count of its effects so far on each link. */
final class LinkFault {
    final int id;
    final Fault fault;

    private final SortedMap<String, long[]> dropped = new TreeMap<>();
    private final SortedMap<String, long[]> touched = new TreeMap<>();

    LinkFault(int id, Fault fault) {
        this.id = id;
        this.fault = fault;
    }

    /** A packet was lost, or stalled by a cut of a reliable link. */
    void drop(String link) {
        dropped.computeIfAbsent(link, name -> new long[1])[0]++;
    }

    /** A packet was delayed, duplicated or held back. */
    void touch(String link) {
        touched.computeIfAbsent(link, name -> new long[1])[0]++;
    }

    FaultEffect effect(boolean reliable) {
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        put(counts, reliable ? "stalled" : "dropped", dropped);
        String what = touchedWord();
        if (what != null) {
            put(counts, what, touched);
        }
        return new FaultEffect(counts, null);
    }

    private @Nullable String touchedWord() {
        return switch (fault.kind()) {
            case LATENCY -> "delayed";
            case DUPLICATE -> "duplicated";
            case REORDER -> "reordered";
            default -> null;
        };
    }

    private static void put(
            SortedMap<String, SortedMap<String, Long>> counts, String what, SortedMap<String, long[]> where) {
        if (!where.isEmpty()) {
            SortedMap<String, Long> numbers = new TreeMap<>();
            where.forEach((link, count) -> numbers.put(link, count[0]));
            counts.put(what, numbers);
        }
    }
}
