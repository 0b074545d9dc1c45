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
    MIXED,
    /** Coordinators against each other on slow links: a {@link Rivalry}. */
    RIVALRY,
    /** Members that leave, die and join, and no link touched: {@link Departures}. */
    DEPARTURES;

    private static final int TIMED_PERCENT = 20;
    private static final int TRIGGERED_PERCENT = 35;
    private static final int STORM_PERCENT = 25;

    private static final int RIVALRY_PERCENT = 15;
    private static final int DEPARTURES_PERCENT = 12;

    /** The first seeds have none of the flavours that came later: examples name them. */
    private static final long FIRST_SEEDS = 12;

    /** Whether the flavour is one of those that came later, from draws of their own: the other seeds stayed as they were. */
    public boolean isLater() {
        return this == RIVALRY || this == DEPARTURES;
    }

    /** The flavour of a seed. */
    public static Flavour of(long seed) {
        long later = seed > 0 && seed <= FIRST_SEEDS ? 100 : new SeedDraw(seed).below(100, "flavour.joined", 0, 0);
        if (later < RIVALRY_PERCENT) {
            return RIVALRY;
        }
        if (later < RIVALRY_PERCENT + DEPARTURES_PERCENT) {
            return DEPARTURES;
        }
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
