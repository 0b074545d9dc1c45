package dev.maat.contract;

import java.nio.ByteBuffer;

/**
 * A protocol as a pure state machine: no I/O, clock, thread or randomness of its own, so that the same class runs in
 * simulation and on real sockets, and a seed replays to the byte.
 *
 * <p>Called by one thread. {@code nowNanos} never goes back. Its origin means nothing; it is local to the process and may drift
 * against other processes' clocks. The order of effects must not depend on hash order. An exception from {@link #step} ends the
 * process, and the harness counts it as a violation. A core that wraps another passes every call on.
 */
public interface ProtocolCore {
    /** Handles one input and adds the effects it calls for to {@code effects}. */
    void step(long nowNanos, Input input, Effects effects);

    /**
     * The step on {@link Input.Receive}, without a copy of the packet: its bytes lie between the buffer's position and limit, big-endian, and
     * the buffer is the runtime's. The core reads it during this call only and copies what it keeps. A runtime may make either call for
     * a packet, with the same effects.
     */
    default void receive(long nowNanos, String from, ByteBuffer packet, Effects effects) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        step(nowNanos, new Input.Receive(from, bytes), effects);
    }

    /**
     * Called after the last of the inputs that were ready together: no later input is known to the runtime yet. A core may keep what it
     * has to send until here, so that one packet carries what many inputs called for; a core that sends in each step needs nothing of it.
     *
     * <p>At least one call of {@link #step}, {@link #receive} or {@link #unreachable} lies before each flush, and a flush follows each of them,
     * sooner or later, unless the process ends before: a process may crash between a step and its flush as between any two effects.
     * How many steps share a flush is up to the runtime. A flush is as pure as a step, its effects are carried out alike, and an
     * exception out of it ends the process alike.
     */
    default void flush(long nowNanos, Effects effects) {}

    /**
     * The transport knows that no process takes packets on that node: its host said so of a packet (ICMP port unreachable), or refused
     * a connection that stood a moment ago (TCP reset). A hint, which may come late or be wrong, since a process may be there again
     * already. No transport promises to give it. A flush follows, as after a step.
     */
    default void unreachable(long nowNanos, String node, Effects effects) {}
}
