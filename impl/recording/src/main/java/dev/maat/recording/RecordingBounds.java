package dev.maat.recording;

/** The bounds on the memory that recording uses for one process. */
public final class RecordingBounds {
    /**
     * Unstable deliveries whose message ids are kept. Beyond this the oldest are forgotten, and a later {@code Stable} for one of
     * them leaves no line. A core's buffers are bounded, so far fewer are outstanding; the bound is for a core that gives handles
     * and never reports stability.
     */
    public static final int MAX_UNSTABLE_DELIVERIES = 1 << 18;

    /** Multicasts held back. Beyond this a multicast fails and leaves no line. */
    public static final int MAX_HELD_SENDS = 1_024;

    private RecordingBounds() {}
}
