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
    DEPARTURES,
    /** Ballots whose packets have fates of their own: a {@link Scatter}. */
    SCATTER,
    /** Messages that reach few members, which then fall silent: {@link Whispers}. */
    WHISPERS,
    /** A group at the edge of its quorum, and over it: {@link Brink}. */
    BRINK,
    /** A {@link Plot}: several faults that must all meet in the first view change. */
    PLOT,
    /** A {@link Snare}: a process fails at the step of a view change where others rely on it. */
    SNARE,
    /** View upon view, each missed by a member: a {@link Churn}. */
    CHURN,
    /** A {@link Straggler}: votes, packets or messages come late, or in part. */
    STRAGGLER;

    private static final int TIMED_PERCENT = 20;
    private static final int TRIGGERED_PERCENT = 35;
    private static final int STORM_PERCENT = 25;

    private static final int RIVALRY_PERCENT = 15;
    private static final int DEPARTURES_PERCENT = 12;
    private static final int SCATTER_PERCENT = 9;
    private static final int WHISPERS_PERCENT = 6;
    private static final int BRINK_PERCENT = 3;
    private static final int PLOT_PERCENT = 6;

    private static final int SNARE_PERCENT = 5;
    private static final int CHURN_PERCENT = 3;

    private static final int STRAGGLER_PERCENT = 4;

    /** The first seeds have none of the flavours that came later: examples name them. */
    private static final long FIRST_SEEDS = 12;

    /** Whether the flavour is one of those that came later, from draws of their own: the other seeds stayed as they were. */
    public boolean isLater() {
        return switch (this) {
            case TIMED, TRIGGERED, STORM, MIXED -> false;
            case RIVALRY, DEPARTURES, SCATTER, WHISPERS, BRINK, PLOT, SNARE, CHURN, STRAGGLER -> true;
        };
    }

    /** Whether its plans are for the first view of all nodes, where a further fault would get in the way. */
    public boolean isOfTheFirstView() {
        return this == PLOT || this == SNARE || this == STRAGGLER;
    }

    /** Whether the seed is one of those that stay as they are, whatever is drawn for others. */
    public static boolean isFirst(long seed) {
        return seed > 0 && seed <= FIRST_SEEDS;
    }

    /** The flavour of a seed. */
    public static Flavour of(long seed) {
        boolean isFirst = isFirst(seed);
        if (!isFirst && new SeedDraw(seed).percent(STRAGGLER_PERCENT, "flavour.straggler", 0, 0)) {
            return STRAGGLER;
        }
        long last = isFirst ? 100 : new SeedDraw(seed).below(100, "flavour.last", 0, 0);
        if (last < SNARE_PERCENT) {
            return SNARE;
        }
        if (last < SNARE_PERCENT + CHURN_PERCENT) {
            return CHURN;
        }
        long latest = isFirst ? 100 : new SeedDraw(seed).below(100, "flavour.latest", 0, 0);
        if (latest < SCATTER_PERCENT) {
            return SCATTER;
        }
        if (latest < SCATTER_PERCENT + WHISPERS_PERCENT) {
            return WHISPERS;
        }
        if (latest < SCATTER_PERCENT + WHISPERS_PERCENT + BRINK_PERCENT) {
            return BRINK;
        }
        if (latest < SCATTER_PERCENT + WHISPERS_PERCENT + BRINK_PERCENT + PLOT_PERCENT) {
            return PLOT;
        }
        long later = isFirst ? 100 : new SeedDraw(seed).below(100, "flavour.joined", 0, 0);
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
