package dev.maat.zoo.transition;

import dev.maat.reference.parts.RetentionRule;

/**
 * Past views are never dropped: buffers grow without end (as after a lost stability message, JGRP-1638). Breaks {@code
 * bounded-memory}.
 */
final class KeptForEver implements RetentionRule {
    @Override
    public boolean mayDrop(boolean allInstalledNext, boolean quorumInstalledNextButOne) {
        return false;
    }
}
