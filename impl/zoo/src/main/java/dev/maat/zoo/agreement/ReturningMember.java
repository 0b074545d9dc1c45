package dev.maat.zoo.agreement;

import dev.maat.reference.parts.SuccessorRule;

/**
 * A process that a decided view named joins again as the same process, and skips the cut of the view that it missed. As a
 * stale join that is taken in operational state (Corosync cfbb021e). Breaks {@code no-skipped-view}.
 */
final class ReturningMember implements SuccessorRule {
    @Override
    public boolean mayJoin(boolean everNamed, boolean member) {
        return !member;
    }
}
