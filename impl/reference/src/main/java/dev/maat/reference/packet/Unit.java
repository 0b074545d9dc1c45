package dev.maat.reference.packet;

/**
 * A numbered part of a sender's stream: a fragment of a message, or order data (places of the sequencer, causes of what follows).
 *
 * @param flags {@link #FIRST} and {@link #LAST} fragment of a message, {@link #ORDER} for order data (always both)
 * @param lamport the message's Lamport time
 * @param body never changed
 */
public record Unit(int flags, long lamport, byte[] body) {
    /** No group gets there; a packet that says so is malformed, for its receiver would give later times still. */
    public static final long MAX_LAMPORT = 1L << 60;

    public static final int FIRST = 1;
    public static final int LAST = 2;
    public static final int ORDER = 4;

    /** Bytes that a unit takes in buffers beside its body, roughly: object, array header, slot. */
    public static final int OVERHEAD_BYTES = 64;

    public boolean first() {
        return (flags & FIRST) != 0;
    }

    public boolean last() {
        return (flags & LAST) != 0;
    }

    public boolean order() {
        return (flags & ORDER) != 0;
    }

    /** Bytes that it is charged against the bound of buffers. */
    public int cost() {
        return body.length + OVERHEAD_BYTES;
    }
}
