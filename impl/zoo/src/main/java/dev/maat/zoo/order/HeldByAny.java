package dev.maat.zoo.order;

import dev.maat.reference.parts.QuorumRule;
import dev.maat.reference.parts.UniformityRule;

/**
 * A message is handed up as soon as this member holds it. Breaks {@code uniform-agreement} where it is cut off at once.
 */
final class HeldByAny implements UniformityRule {
    @Override
    public boolean survives(QuorumRule quorum, boolean[] heldByRank) {
        return true;
    }
}
