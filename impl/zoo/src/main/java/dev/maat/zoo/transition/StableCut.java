package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * The cut is what the coordinator knows as stable. Others never deliver the messages that one member delivered beyond it. Breaks {@code
 * virtual-synchrony}.
 */
final class StableCut implements FlushPolicy {
    @Override
    public long cut(long stable, long[] heldByPromisers) {
        return stable;
    }
}
