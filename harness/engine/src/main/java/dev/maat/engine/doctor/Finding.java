package dev.maat.engine.doctor;

/**
 * One thing looked for on this machine.
 *
 * @param subject what: "container engine"
 * @param found what is there: "Docker 20.10.24, API 1.41", or why it is not
 * @param gives what Maat can do with it
 * @param remedy how to get it; empty when it is ready
 * @param needed whether nothing at all works without it
 */
public record Finding(String subject, State state, String found, String gives, String remedy, boolean needed) {
    /** How things stand. */
    public enum State {
        READY,
        /** Not here, but Maat gets it by itself the first time it needs it. */
        OBTAINABLE,
        MISSING
    }

    static Finding ready(String subject, String found, String gives) {
        return new Finding(subject, State.READY, found, gives, "", false);
    }

    static Finding obtainable(String subject, String found, String gives) {
        return new Finding(subject, State.OBTAINABLE, found, gives, "", false);
    }

    /** @param remedy how to get it where Maat's own way fails */
    static Finding obtainable(String subject, String found, String gives, String remedy) {
        return new Finding(subject, State.OBTAINABLE, found, gives, remedy, false);
    }

    static Finding missing(String subject, String found, String gives, String remedy) {
        return new Finding(subject, State.MISSING, found, gives, remedy, false);
    }

    Finding asNeeded() {
        return new Finding(subject, state, found, gives, remedy, true);
    }
}
