package dev.maat.zoo.agreement;

import dev.maat.reference.parts.SuccessorRule;

/**
 * A member that leaves stays in the next view: its leave is never carried out. Breaks {@code membership-precision}.
 */
final class LeaverStays implements SuccessorRule {
    @Override
    public boolean survives(boolean promised, boolean leaves, boolean suspected) {
        return promised;
    }
}
