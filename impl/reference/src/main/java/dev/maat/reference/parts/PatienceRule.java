package dev.maat.reference.parts;

/** Whether a coordinator that has a quorum of promises waits for one more. */
@FunctionalInterface
public interface PatienceRule {
    /**
     * Unsuspected members are waited for until a time-out: only promisers survive, so a coordinator in a hurry would exclude the
     * slowest member with every join.
     */
    PatienceRule FOR_UNSUSPECTED = (suspected, now, until) -> !suspected && now < until;

    /**
     * @param suspected whether the member that has not promised is suspected
     * @param untilNanos when the time for its promise is over
     */
    boolean waits(boolean suspected, long nowNanos, long untilNanos);
}
