package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * The shortest prefix that all promisers hold as the cut, instead of the longest that any of them holds. No member need fetch
 * anything, and a member that has delivered more keeps its surplus. Breaks {@code virtual-synchrony}, and {@code agreement}.
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
