package dev.maat.engine.hunt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hunt of the zoo. A hunt that goes on has those that it began with, or its results could not stand in one matrix.
 *
 * @param defect the only one that is hunted; null: all
 * @param nodes as asked for; null: drawn
 * @param maatVersion whose draws the seeds name
 */
public record ZooPlan(
        @Nullable String defect,
        long firstSeed,
        long lastSeed,
        @Nullable Integer nodes,
        long durationMillis,
        String maatVersion) {

    /** The settings by their names in {@code zoo.json}. */
    SequencedMap<String, String> settings() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("defect", defect == null ? "all" : defect);
        settings.put("seeds", firstSeed + ".." + lastSeed);
        settings.put("nodes", nodes == null ? "drawn" : nodes.toString());
        settings.put("durationMillis", Long.toString(durationMillis));
        settings.put("maatVersion", maatVersion);
        return settings;
    }

    /** The first setting in which a hunt that wrote these differs from this one, as a sentence; null if they are the same. */
    @Nullable
    String difference(Map<String, String> others) {
        for (Map.Entry<String, String> each : settings().entrySet()) {
            String theirs = others.getOrDefault(each.getKey(), "absent");
            if (!each.getValue().equals(theirs)) {
                return each.getKey() + " is " + theirs + " there, and " + each.getValue() + " here";
            }
        }
        return null;
    }
}
