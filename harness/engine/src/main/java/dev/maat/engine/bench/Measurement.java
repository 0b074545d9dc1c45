package dev.maat.engine.bench;

import dev.maat.checkers.catalogue.Verdict;
import java.util.Map;

/**
 * What one history cost.
 *
 * @param events in it
 * @param fileBytes of its JSON Lines
 * @param readNanos from the file to a loaded history; the best of the repetitions
 * @param judgeNanos all properties together; the best of the repetitions
 * @param readCpuNanos what all threads of this process worked in that time; on a busy machine less than the time itself
 * @param judgeCpuNanos likewise
 * @param partNanos of that judging, what each part took of its thread; several threads make their sum more than the whole
 * @param historyBytes live heap that the loaded history takes
 * @param peakBytes the most heap that was in use at any time, garbage included
 * @param verdict of what the history claims
 */
public record Measurement(
        long events,
        long fileBytes,
        long readNanos,
        long judgeNanos,
        long readCpuNanos,
        long judgeCpuNanos,
        Map<String, Long> partNanos,
        long historyBytes,
        long peakBytes,
        Verdict verdict) {
    /** Read and judged, one after the other. */
    public long endToEndNanos() {
        return readNanos + judgeNanos;
    }
}
