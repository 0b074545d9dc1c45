package dev.maat.scenario;

/**
 * How long the harness waits in each phase of a run. Only {@code progressMillis} judges the implementation; it counts from the last
 * progress.
 *
 * @param bootMillis until the founders' processes run; a longer start is a harness failure
 * @param gatherMillis until the founders are in one view, counted from the start of the run; after that the workload and its plan
 *     begin in any case. 0: they begin at once, so that the group is founded under load and faults
 * @param progressMillis without a view, a delivery or a returned send in the core, while END messages are outstanding; before
 *     that, without a view while the core settles
 * @param settledMillis how long the core must stay in one view of exactly its members before the run is called quiet
 * @param settleMillis how long the harness waits for that; after that the run goes on unsettled
 * @param stopMillis until the processes have closed their logs and exited
 * @param limitMillis for the whole run until it begins to end; then it ends by time-out, and only the budgets of healing and stopping
 *     are added. 0: the sum of the other budgets, the workload and the plan, as {@link Scenario#timeLimitMillis} has it
 */
public record Budgets(
        long bootMillis,
        long gatherMillis,
        long progressMillis,
        long settledMillis,
        long settleMillis,
        long stopMillis,
        long limitMillis) {
    private static final long MAX_MILLIS = 3_600_000;

    private static final long MAX_LIMIT_MILLIS = 7 * 24 * 3_600_000L;

    public static final Budgets DEFAULT = new Budgets(60_000, 0, 20_000, 1_500, 60_000, 30_000);

    public Budgets {
        Bounds.within("budgets.bootMillis", bootMillis, 1, MAX_MILLIS);
        Bounds.within("budgets.gatherMillis", gatherMillis, 0, MAX_MILLIS);
        Bounds.within("budgets.progressMillis", progressMillis, 1, MAX_MILLIS);
        Bounds.within("budgets.settledMillis", settledMillis, 1, MAX_MILLIS);
        Bounds.within("budgets.settleMillis", settleMillis, settledMillis, MAX_MILLIS);
        Bounds.within("budgets.stopMillis", stopMillis, 1, MAX_MILLIS);
        Bounds.within("budgets.limitMillis", limitMillis, 0, MAX_LIMIT_MILLIS);
    }

    /** Budgets with the usual time limit. */
    public Budgets(
            long bootMillis,
            long gatherMillis,
            long progressMillis,
            long settledMillis,
            long settleMillis,
            long stopMillis) {
        this(bootMillis, gatherMillis, progressMillis, settledMillis, settleMillis, stopMillis, 0);
    }

    public Budgets withLimitMillis(long newLimitMillis) {
        return new Budgets(
                bootMillis, gatherMillis, progressMillis, settledMillis, settleMillis, stopMillis, newLimitMillis);
    }

    public Budgets withGatherMillis(long newGatherMillis) {
        return new Budgets(
                bootMillis, newGatherMillis, progressMillis, settledMillis, settleMillis, stopMillis, limitMillis);
    }

    public Budgets withProgressMillis(long newProgressMillis) {
        return new Budgets(
                bootMillis, gatherMillis, newProgressMillis, settledMillis, settleMillis, stopMillis, limitMillis);
    }
}
