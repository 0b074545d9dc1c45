package dev.maat.scenario;

/** Checks of numbers, with messages that name the key of the scenario file. */
final class Bounds {
    private Bounds() {}

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": from " + least + " to " + most + ", not " + value);
        }
    }
}
