package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.records.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is measured while a certification goes on. */
public final class Notes {
    final Map<String, Map<String, String>> environment = new LinkedHashMap<>();
    final List<Measured.Replay> replays = new ArrayList<>();
    final List<Measured.Recurrence> recurrences = new ArrayList<>();
    final List<Measured.Witness> witnesses = new ArrayList<>();
    final List<Measured.Shrunk> shrunk = new ArrayList<>();
    private final SortedMap<Stamp, Integer> runs = new TreeMap<>();

    void madeIn(Stamp stamp) {
        runs.merge(stamp, 1, Integer::sum);
    }

    public Measured end(String ended, String date, long nanosPerLine) {
        List<Measured.Sitting> sittings = new ArrayList<>();
        runs.forEach((stamp, count) -> sittings.add(new Measured.Sitting(stamp.began(), count)));
        return new Measured(ended, date, environment, nanosPerLine, replays, recurrences, witnesses, shrunk, sittings);
    }
}
