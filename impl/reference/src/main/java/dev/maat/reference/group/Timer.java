package dev.maat.reference.group;

/** The timers of a process; a timer's number is its ordinal. */
public enum Timer {
    /** Work that recurs at intervals. */
    TICK,
    /** The wait before missing units are asked for. */
    NACK,
    /** The wait before others are told what they wait for. */
    ACKNOWLEDGE
}
