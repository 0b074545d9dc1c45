package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.records.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is measured while a certification goes on. */
public final class Notes {
    private final Environments environments = new Environments();
    final List<Measured.Replay> replays = new ArrayList<>();
    final List<Measured.Recurrence> recurrences = new ArrayList<>();
    final List<Measured.Witness> witnesses = new ArrayList<>();
    final List<Measured.Shrunk> shrunk = new ArrayList<>();
    private final SortedMap<Stamp, Integer> runs = new TreeMap<>();

    void run(Stamp stamp, String deployment, Map<String, String> environment) {
        runs.merge(stamp, 1, Integer::sum);
        environments.add(stamp, deployment, environment);
    }

    public Measured end(String ended, String date, long nanosPerLine) {
        List<Measured.Sitting> sittings = new ArrayList<>();
        runs.forEach((stamp, count) ->
                sittings.add(new Measured.Sitting(stamp.began(), count, environments.differences(stamp))));
        return new Measured(
                ended, date, environments.first(), nanosPerLine, replays, recurrences, witnesses, shrunk, sittings);
    }
}
