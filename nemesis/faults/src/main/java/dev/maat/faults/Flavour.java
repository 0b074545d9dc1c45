package dev.maat.faults;

/** What a seed's plan is like. A campaign mixes them: each finds defects that the others miss. */
public enum Flavour {
    /** Faults at drawn times: a {@link Swarm}. */
    TIMED,
    /** Faults that wait for moments of the protocol: an {@link Ambush}. */
    TRIGGERED,
    /** A bad network and blow upon blow: a {@link Storm}. */
    STORM,
    /** A swarm with ambushes in it. */
    MIXED;

    private static final int TIMED_PERCENT = 20;
    private static final int TRIGGERED_PERCENT = 35;
    private static final int STORM_PERCENT = 25;

    /** The flavour of a seed. */
    public static Flavour of(long seed) {
        long percent = new SeedDraw(seed).below(100, "flavour", 0, 0);
        if (percent < TIMED_PERCENT) {
            return TIMED;
        }
        if (percent < TIMED_PERCENT + TRIGGERED_PERCENT) {
            return TRIGGERED;
        }
        return percent < TIMED_PERCENT + TRIGGERED_PERCENT + STORM_PERCENT ? STORM : MIXED;
    }
}
