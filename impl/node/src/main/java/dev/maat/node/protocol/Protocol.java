package dev.maat.node.protocol;

/** Bounds and names of the node protocol. */
public final class Protocol {
    public static final String NAME = "maat-node";
    public static final int VERSION = 2;

    /** A line's length in either direction; a topology of some thousand nodes fits. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    /** How far a node's monotonic clock may be from the harness's; further away, the two share no clock. */
    public static final long MAX_CLOCK_DISTANCE_NANOS = 60_000_000_000L;

    /** How often a node says that it is scheduled. */
    public static final long BEAT_MILLIS = 500;

    private Protocol() {}
}
