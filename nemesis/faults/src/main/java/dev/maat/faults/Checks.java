package dev.maat.faults;

/** Bounds of numbers in faults. */
final class Checks {
    /** An hour; a longer fault is taken for a mistake of units. */
    static final long MAX_MILLIS = 3_600_000;

    private Checks() {}

    static void percent(String name, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(name + ": percent is from 0 to 100, not " + percent);
        }
    }

    static void millis(String name, long millis) {
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException(name + ": from 0 to " + MAX_MILLIS + " ms, not " + millis);
        }
    }

    static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": from " + min + " to " + max + ", not " + value);
        }
    }
}
