package dev.maat.engine.bench;

import dev.maat.checkers.catalogue.Verdict;
import java.util.Map;

/**
 * The cost of reading and judging one history.
 *
 * @param events the number of events in the history
 * @param fileBytes the size of its JSON Lines file
 * @param readNanos the time from the file to a loaded history; the best of the repetitions
 * @param judgeNanos the time for all properties together; the best of the repetitions
 * @param readCpuNanos the CPU time of all threads of this process while reading; the best of the repetitions
 * @param judgeCpuNanos the same while judging
 * @param partNanos the time that each part of judging took on its thread; with several threads the sum exceeds {@code judgeNanos}
 * @param historyBytes the live heap that the loaded history takes
 * @param peakBytes the most heap that was in use at any time, garbage included
 * @param verdict on the claims of the history
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
    /** The time of reading and then judging. */
    public long endToEndNanos() {
        return readNanos + judgeNanos;
    }
}
