package dev.maat.simulation;

import org.jspecify.annotations.Nullable;

/** A thing that happens at a known time. */
final class Event {
    enum Kind {
        /** A packet reaches {@code node} from {@code from}; {@code id} is its draw, {@code mark} the link's or process's epoch. */
        PACKET,
        /** As a packet, but one of the harness's probes. */
        PROBE,
        /** Timer {@code id} of process {@code mark}, set for the {@code from}-th time. */
        TIMER,
        /** A process starts on {@code node}. */
        START,
        /** The conductor asked to be called; {@code id} is the number of its request, and only the latest counts. */
        WAKE,
        /** The crash point of fault {@code id} was not reached in time. */
        CRASH_DEADLINE,
        /** Round {@code id} of probing. */
        PROBE_ROUND,
        /** The inputs that process {@code mark} had ready together are handled: it is flushed. */
        FLUSH,
        /** The host of {@code from} tells {@code node}, as a packet, that nothing takes packets there. */
        UNREACHABLE
    }

    final long atNanos;
    final Kind kind;
    final int node;
    final long from;
    final long id;
    final long mark;
    final byte @Nullable [] packet;

    /** Events of one time are handled in the order they were scheduled in. */
    long order;

    Event(long atNanos, Kind kind, int node, long from, long id, long mark, byte @Nullable [] packet) {
        this.atNanos = atNanos;
        this.kind = kind;
        this.node = node;
        this.from = from;
        this.id = id;
        this.mark = mark;
        this.packet = packet;
    }

    @Override
    public String toString() {
        return "t=" + atNanos + " ns " + kind + " node #" + node + " from " + from + " id " + Long.toHexString(id)
                + " mark " + mark + (packet == null ? "" : ", " + packet.length + " bytes");
    }
}
