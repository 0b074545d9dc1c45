package dev.maat.engine.doctor;

/**
 * One thing that Maat can use, and whether this machine has it.
 *
 * @param subject its name: "container engine"
 * @param found its version or place: "20.10.24, API 1.41, at /var/run/docker.sock"; the reason if it is not here
 * @param gives its use to Maat
 * @param remedy how to get it; empty if it is ready
 * @param needed whether nothing at all works without it
 */
public record Finding(String subject, State state, String found, String gives, String remedy, boolean needed) {
    /** Whether the machine has it. */
    public enum State {
        READY,
        /** Not here yet; Maat gets it by itself when it first needs it. */
        OBTAINABLE,
        /** Not here yet, and only the run that first needs it finds out whether Maat gets it by itself. */
        UNSURE,
        MISSING
    }

    static Finding ready(String subject, String found, String gives) {
        return new Finding(subject, State.READY, found, gives, "", false);
    }

    static Finding missing(String subject, String found, String gives, String remedy) {
        return new Finding(subject, State.MISSING, found, gives, remedy, false);
    }

    Finding asNeeded() {
        return new Finding(subject, state, found, gives, remedy, true);
    }
}
