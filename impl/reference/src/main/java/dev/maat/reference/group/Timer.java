package dev.maat.reference.group;

/** The timers of a process; a timer's number is its ordinal. */
public enum Timer {
    /** Everything that is done again and again. */
    TICK,
    /** The wait before units that are missing are asked for. */
    NACK
}
