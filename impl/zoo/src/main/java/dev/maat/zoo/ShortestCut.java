package dev.maat.zoo;

import dev.maat.reference.parts.FlushPolicy;

/**
 * The shortest prefix that all promisers hold as the cut, instead of the longest that any does: nobody need fetch anything,
 * and who has delivered more has delivered more. Breaks {@code virtual-synchrony}, and {@code agreement}.
 */
final class ShortestCut implements FlushPolicy {
    @Override
    public long cut(long stable, long[] heldByPromisers) {
        long shortest = Long.MAX_VALUE;
        for (long held : heldByPromisers) {
            shortest = Math.min(shortest, held);
        }
        return Math.max(stable, shortest);
    }
}
