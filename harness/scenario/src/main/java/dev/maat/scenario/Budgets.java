package dev.maat.scenario;

/**
 * How long the harness waits for what. Only {@code progressMillis} judges the implementation; it counts since the last
 * progress.
 *
 * @param bootMillis for the founders' processes to run; longer is a harness failure
 * @param gatherMillis for the founders to be in one view, from the start of the first; then the workload and its plan begin as it
 *     is. 0: at once, so that the group is founded under load and faults
 * @param progressMillis without a view, a delivery or a returned send in the core, while something is owed
 * @param settledMillis how long the core must stay in one view of exactly its members before the run is called quiet
 * @param settleMillis how long the harness waits for that; then the run goes on as it is
 * @param stopMillis for the processes to close their logs and exit
 */
public record Budgets(
        long bootMillis,
        long gatherMillis,
        long progressMillis,
        long settledMillis,
        long settleMillis,
        long stopMillis) {
    private static final long MOST_MILLIS = 3_600_000;

    public static final Budgets DEFAULT = new Budgets(60_000, 0, 20_000, 1_500, 60_000, 30_000);

    public Budgets {
        Bounds.within("budgets.bootMillis", bootMillis, 1, MOST_MILLIS);
        Bounds.within("budgets.gatherMillis", gatherMillis, 0, MOST_MILLIS);
        Bounds.within("budgets.progressMillis", progressMillis, 1, MOST_MILLIS);
        Bounds.within("budgets.settledMillis", settledMillis, 1, MOST_MILLIS);
        Bounds.within("budgets.settleMillis", settleMillis, settledMillis, MOST_MILLIS);
        Bounds.within("budgets.stopMillis", stopMillis, 1, MOST_MILLIS);
    }

    public Budgets withGatherMillis(long newGatherMillis) {
        return new Budgets(bootMillis, newGatherMillis, progressMillis, settledMillis, settleMillis, stopMillis);
    }
}
