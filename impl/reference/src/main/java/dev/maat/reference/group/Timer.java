package dev.maat.reference.group;

/** The timers of a process; a timer's number is its ordinal. */
public enum Timer {
    /** Work that recurs at intervals. */
    TICK,
    /** The next thing that the strategy of feedback does: ask for missing units, repair, acknowledge. */
    FEEDBACK,
    /** The wait before a heartbeat that the deliveries of other members need. */
    ACKNOWLEDGE,
    /** The wait before an announcement that the deliveries of other members need. */
    ANNOUNCE,
    /** The wait before a suspicion starts a change. */
    CHANGE,
    /** The wait before the next pieces of the application's state. */
    TRANSFER
}
