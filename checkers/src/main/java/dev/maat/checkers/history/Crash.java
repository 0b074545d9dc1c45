package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * The harness confirms that a process died. It stands behind every other line of its process.
 *
 * @param nanos when
 * @param cause id of the fault that did it, or null: no fault did
 */
public record Crash(long nanos, @Nullable String cause) {}
