package dev.maat.scenario;

/** Checks numbers of the scenario file; the messages name the key. */
final class Bounds {
    private Bounds() {}

    static void within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + ": from " + min + " to " + max + ", not " + value);
        }
    }
}
