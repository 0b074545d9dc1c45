package dev.maat.zoo.agreement;

import dev.maat.reference.parts.SuccessorRule;

/**
 * A view admits more joiners than survivors. If they die before they have loaded, the survivors are no quorum of it, and the
 * group stands still. Breaks {@code membership-precision}.
 */
final class CrowdOfJoiners implements SuccessorRule {
    @Override
    public int maxJoiners(int survivors) {
        return Integer.MAX_VALUE;
    }
}
