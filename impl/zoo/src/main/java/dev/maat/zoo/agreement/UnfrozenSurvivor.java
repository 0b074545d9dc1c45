package dev.maat.zoo.agreement;

import dev.maat.reference.parts.SuccessorRule;

/**
 * Each unsuspected member survives, whether it promised or not. One that did not promise goes on delivering in the old view,
 * and the cut does not know of it. Breaks {@code virtual-synchrony}.
 */
final class UnfrozenSurvivor implements SuccessorRule {
    @Override
    public boolean survives(boolean promised, boolean leaves, boolean suspected) {
        return !leaves && (promised || !suspected);
    }
}
