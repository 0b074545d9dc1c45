package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * A fault of the harness, from its first line to its last.
 *
 * @param id as in the history
 * @param kind such as {@code "partition"}; empty if no line names it
 * @param fromNanos when it was confirmed to be on
 * @param toNanos when it was confirmed to be off; equal to {@code fromNanos} for a fault that takes no time, {@link
 *     Long#MAX_VALUE} for a fault that was never healed
 * @param fell whether a line says that it is on; else only its heal is known, and both times are those of the heal
 * @param lasts whether it takes time: a kill does not
 * @param bit whether it had any effect
 * @param detail JSON, or null
 * @param effect JSON, or null
 */
public record FaultSpan(
        String id,
        String kind,
        long fromNanos,
        long toNanos,
        boolean fell,
        boolean lasts,
        boolean bit,
        @Nullable String detail,
        @Nullable String effect) {}
