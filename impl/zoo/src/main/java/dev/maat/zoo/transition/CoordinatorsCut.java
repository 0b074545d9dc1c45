package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * The cut is what the first promiser holds, whatever the others report. As a digest that overwrites entries which it should
 * merge (JGRP-1060). Breaks {@code virtual-synchrony}.
 */
final class CoordinatorsCut implements FlushPolicy {
    @Override
    public long cut(long stable, long[] heldByPromisers) {
        return heldByPromisers.length == 0 ? stable : Math.max(stable, heldByPromisers[0]);
    }
}
