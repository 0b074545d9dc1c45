package dev.maat.engine.hunt;

import dev.maat.node.implementation.PlantedDefect;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The fate of one planted defect.
 *
 * @param defect the name of its implementation
 * @param killedBy the run in which its property was violated: "seed 7", "steered seed 12", "battery bridge, seed 1"; empty if none was
 * @param runs how many runs were made, the killing one included
 * @param virtualNanos how long the histories of these runs last together
 * @param violated the claimed properties, and that of the defect, that were violated up to then; each with the first run that did
 * @param unjudged runs whose history could not be judged, each with the reason; the first ones
 * @param build that was hunted, and hunted with
 */
public record ZooResult(
        String defect,
        PlantedDefect planted,
        String killedBy,
        long runs,
        long virtualNanos,
        SequencedMap<String, String> violated,
        List<String> unjudged,
        ZooBuild build) {
    public ZooResult {
        violated = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(violated));
        unjudged = List.copyOf(unjudged);
    }

    public boolean killed() {
        return !killedBy.isEmpty();
    }

    /** Whether the manifest says that no run can show the defect. Then it counts neither as killed nor as alive. */
    public boolean masked() {
        return !planted.masked().isEmpty();
    }
}
