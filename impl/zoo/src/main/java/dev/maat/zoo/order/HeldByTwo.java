package dev.maat.zoo.order;

import dev.maat.reference.parts.QuorumRule;
import dev.maat.reference.parts.UniformityRule;

/**
 * Two members count as enough, whatever the size of the view. Breaks {@code uniform-agreement} where both are left behind.
 */
final class HeldByTwo implements UniformityRule {
    @Override
    public boolean survives(QuorumRule quorum, boolean[] heldByRank) {
        int holders = 0;
        for (boolean held : heldByRank) {
            holders += held ? 1 : 0;
        }
        return holders >= Math.min(2, heldByRank.length);
    }
}
