package dev.maat.node.protocol;

/** Bounds and names of the node protocol. */
public final class Protocol {
    public static final String NAME = "maat-node";
    public static final int VERSION = 1;

    /** Longest line in either direction; a topology of some thousand nodes fits. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    /** A node whose monotonic clock is further away from the harness's than this has another clock. */
    public static final long MAX_CLOCK_DISTANCE_NANOS = 60_000_000_000L;

    private Protocol() {}
}
