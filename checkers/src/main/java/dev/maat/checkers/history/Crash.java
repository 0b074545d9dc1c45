package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * The harness confirms that a process died. A crash comes after every other line of its process.
 *
 * @param nanos the time
 * @param cause id of the fault that caused it, or null if none did
 */
public record Crash(long nanos, @Nullable String cause) {}
