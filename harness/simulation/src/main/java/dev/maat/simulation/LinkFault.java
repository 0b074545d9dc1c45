package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.SeedDraw;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A fault of links that is on, and a count of its effects so far on each link. */
final class LinkFault {
    final int id;
    final Fault fault;

    /** By the number of a link. */
    private final long[] dropped;

    private final long[] touched;
    /** Whether a burst of loss is on. */
    private final boolean[] bursts;

    /** @param links how many there are */
    LinkFault(int id, Fault fault, int links) {
        this.id = id;
        this.fault = fault;
        this.dropped = new long[links];
        this.touched = new long[links];
        this.bursts = new boolean[links];
    }

    /** A packet was lost, or stalled by a cut of a reliable link. */
    void drop(int link) {
        dropped[link]++;
    }

    /** Whether a burst of loss takes the packet with this draw; it begins and ends with packets. */
    boolean inBurst(Fault.BurstLoss loss, int link, long draw) {
        bursts[link] = bursts[link]
                ? SeedDraw.below(draw, loss.meanPackets()) != 0
                : SeedDraw.below(draw, 1_000) < loss.startPerMille();
        return bursts[link];
    }

    /** A packet was delayed, duplicated, held back, damaged or replayed. */
    void touch(int link) {
        touched[link]++;
    }

    /** @param names of links, by their numbers */
    FaultEffect effect(boolean reliable, IntFunction<String> names) {
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        put(counts, reliable ? "stalled" : "dropped", dropped, names);
        String what = touchedWord();
        if (what != null) {
            put(counts, what, touched, names);
        }
        return new FaultEffect(counts, null);
    }

    private @Nullable String touchedWord() {
        return switch (fault.kind()) {
            case LATENCY -> "delayed";
            case DUPLICATE -> "duplicated";
            case REORDER -> "reordered";
            case CORRUPT -> "corrupted";
            case REPLAY -> "replayed";
            default -> null;
        };
    }

    private static void put(
            SortedMap<String, SortedMap<String, Long>> counts, String what, long[] where, IntFunction<String> names) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        for (int link = 0; link < where.length; link++) {
            if (where[link] > 0) {
                numbers.put(names.apply(link), where[link]);
            }
        }
        if (!numbers.isEmpty()) {
            counts.put(what, numbers);
        }
    }
}
