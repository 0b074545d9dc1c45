package dev.maat.checkers.history;

import org.jspecify.annotations.Nullable;

/**
 * A fault of the harness, from its first line to its last.
 *
 * @param id as written
 * @param kind such as {@code "partition"}; empty where no line says it
 * @param fromNanos when it was confirmed to be on
 * @param toNanos when it was confirmed to be off; equal to {@code fromNanos} for one that takes no time, {@link
 *     Long#MAX_VALUE} for one that was never healed
 * @param fell whether a line says that it is on; else its heal alone is known, and both times are those of the heal
 * @param lasts whether it takes time: a kill does not
 * @param bit whether it did anything at all
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
