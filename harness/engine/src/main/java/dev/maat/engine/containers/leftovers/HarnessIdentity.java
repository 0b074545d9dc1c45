package dev.maat.engine.containers.leftovers;

/**
 * A harness process, told from every other one. No part of it is a time of day: a clock that is set changes none of them.
 *
 * @param host the machine's name, for a reader
 * @param machine a hash of the machine's own id and its name; empty where the system gives no id
 * @param boot the kernel's random id of this boot; empty where the system gives none
 * @param namespace the namespace in which the process id counts; empty where the system gives none
 * @param pid used again by later processes
 * @param start clock ticks between the boot and the process's start; where the system gives none, the instant that it keeps
 */
record HarnessIdentity(String host, String machine, String boot, String namespace, long pid, String start) {
    /** Whether a harness still runs, as far as one machine can tell. */
    enum Presence {
        ALIVE,
        DEAD,
        /** It runs, or ran, where this process cannot look. */
        UNKNOWN
    }

    boolean hasBoot() {
        return !boot.isEmpty();
    }
}
