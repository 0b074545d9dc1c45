package dev.maat.reference.parts;

/** The members of a newly proposed view. */
public interface SuccessorRule {
    SuccessorRule STAYING_PROMISERS = new SuccessorRule() {};

    /**
     * Whether a member of the view is in the next one: a promiser that does not leave. Another member might go on sending and
     * delivering in the old view, since nothing has frozen it.
     */
    default boolean survives(boolean promised, boolean leaves, boolean suspected) {
        return promised && !leaves;
    }

    /**
     * Whether one leaver may stay as the only member and end the group, where all promisers leave. Not while an unsuspected
     * member that does not leave may still promise: it would be stranded without any crash.
     */
    default boolean mayEndGroup(boolean stayersMayPromise) {
        return !stayersMayPromise;
    }

    /**
     * How many joiners the next view may have: no more than survivors, which come first. The survivors alone are then a quorum of it,
     * so it can change again before any joiner has loaded.
     */
    default int maxJoiners(int survivors) {
        return survivors;
    }

    /**
     * Whether a process that asks may join. A process that a decided view ever named, as every member was, returns as a new
     * process: it may have installed that view, and would skip the cut that ends it.
     */
    default boolean mayJoin(boolean everNamed, boolean member) {
        return !everNamed && !member;
    }
}
