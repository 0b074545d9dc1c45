package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * The cut is the prefix of the promiser that was looked at last: each report overwrites the one before, where the longest
 * should be kept. Breaks {@code virtual-synchrony}.
 */
final class LastReportCut implements FlushPolicy {
    @Override
    public long cut(long stable, long[] heldByPromisers) {
        long cut = stable;
        for (long held : heldByPromisers) {
            cut = Math.max(stable, held);
        }
        return cut;
    }
}
