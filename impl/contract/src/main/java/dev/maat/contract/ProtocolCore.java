package dev.maat.contract;

/**
 * A protocol as a pure state machine: no I/O, clock, thread or randomness of its own, so that the same class runs in
 * simulation and on real sockets, and a seed replays to the byte.
 *
 * <p>Called by one thread. {@code nowNanos} never goes back. Its origin means nothing; it is local to the process and may drift
 * against other processes' clocks. The order of effects must not depend on hash order. An exception from {@link #step} ends the
 * process, and the harness counts it as a violation.
 */
public interface ProtocolCore {
    /** Handles one input and adds the effects it calls for to {@code effects}. */
    void step(long nowNanos, Input input, Effects effects);
}
