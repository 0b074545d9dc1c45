package dev.maat.contract;

/**
 * A protocol as a pure state machine: no I/O, clock, thread or randomness of its own, so that the same class runs in
 * simulation and on real sockets, and a seed replays to the byte.
 *
 * <p>Called by one thread. {@code nowNanos} never goes back; its origin means nothing, it is local to the process and may
 * drift against others. The order of effects must not depend on hash order. An exception from {@link #step} is an exit of its
 * own: the harness counts it as a violation.
 */
public interface ProtocolCore {
    /** Handles one input and adds what is to be done about it to {@code effects}. */
    void step(long nowNanos, Input input, Effects effects);
}
