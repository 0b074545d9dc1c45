package dev.maat.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.TimeUnit;

/**
 * Whether the time that a node gives a line can be true. A node shares the harness's clock, so a line is written after the start command was
 * sent and before the line is heard. A time in another unit, or since another moment, lies outside.
 */
public final class LineTime {
    /** For clocks that tick coarsely. A wrong unit or zero is off by far more. */
    private static final long MAX_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long NONE = -1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What would be right. */
    public static final String RIGHT =
            "t in nanoseconds since the run began: the clock CLOCK_MONOTONIC when the line is written, minus the"
                    + " 'originNanos' of the command 'start'";

    private LineTime() {}

    /** The {@code t} of a line; negative if it has none. */
    static long of(String line) {
        try {
            return JSON.readTree(line).path("t").asLong(NONE);
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    /**
     * What is wrong with a time.
     *
     * @param startNanos when the start command was sent, since the run began
     * @param heardNanos when the line was heard, since the run began
     * @return a clause; empty if the time can be true
     */
    public static String wrong(long t, long startNanos, long heardNanos) {
        if (t >= startNanos - MAX_TICK_NANOS && t <= heardNanos + MAX_TICK_NANOS) {
            return "";
        }
        return "has t " + (t == NONE ? "of no number" : t) + ", yet it was written when the run was " + startNanos
                + " to " + heardNanos + " ns old";
    }
}
