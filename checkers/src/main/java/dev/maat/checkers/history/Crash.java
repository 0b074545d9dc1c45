package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * The harness confirms that a process died. A crash comes after every other line of its process.
 *
 * @param nanos the time
 * @param cause id of the fault that caused it, or null if none did
 * @param detail what else is known of the cause: a sentence, and often a stack trace in the lines after it
 */
public record Crash(
        long nanos, @Nullable String cause, @Nullable String detail) {
    private static final int MAX_SHOWN_CHARS = 300;

    /** The first line of the detail, shortened, to stand after a sentence; empty if there is no detail. */
    public String inShort() {
        if (detail == null || detail.isBlank()) {
            return "";
        }
        String line = detail.strip().lines().findFirst().orElse("");
        return ": " + (line.length() <= MAX_SHOWN_CHARS ? line : line.substring(0, MAX_SHOWN_CHARS) + "...");
    }
}
