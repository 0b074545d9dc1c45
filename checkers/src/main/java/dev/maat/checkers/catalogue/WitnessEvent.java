package dev.maat.checkers.catalogue;

/**
 * One event of a witness.
 *
 * @param process the process of the event; empty for a line of the harness
 * @param index its position among the lines of that process, from 0; a crash comes after all of them
 * @param line the event as a line of the history format, without newline
 */
public record WitnessEvent(String process, long index, String line) {}
