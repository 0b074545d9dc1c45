package dev.maat.engine.run;

import java.util.Locale;

/** Numbers and durations as a reader wants them. */
public final class Quantities {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;

    private Quantities() {}

    /** A whole number with separators: "1,200,000". */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A duration: "0.8 s", "2 min 5 s". */
    public static String duration(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        if (seconds < SECONDS_PER_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / SECONDS_PER_MINUTE + " min " + whole % SECONDS_PER_MINUTE + " s";
    }
}
