package dev.maat.faults;

/** Bounds of numbers in faults. */
final class Checks {
    /** An hour: longer faults are a mistake of units. */
    static final long MOST_MILLIS = 3_600_000;

    private Checks() {}

    static void percent(String what, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(what + ": percent is from 0 to 100, not " + percent);
        }
    }

    static void millis(String what, long millis) {
        if (millis < 0 || millis > MOST_MILLIS) {
            throw new IllegalArgumentException(what + ": from 0 to " + MOST_MILLIS + " ms, not " + millis);
        }
    }
}
