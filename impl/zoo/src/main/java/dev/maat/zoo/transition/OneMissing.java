package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * A process that lacks exactly one message of the cut counts as complete, as where no retransmission is asked for a single
 * missing message (JGRP-1480). Breaks {@code virtual-synchrony}.
 */
final class OneMissing implements FlushPolicy {
    @Override
    public boolean isComplete(long held, long cut) {
        return held + 1 >= cut;
    }
}
