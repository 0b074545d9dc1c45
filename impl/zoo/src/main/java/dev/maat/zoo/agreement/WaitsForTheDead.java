package dev.maat.zoo.agreement;

import dev.maat.reference.parts.PatienceRule;

/**
 * A coordinator waits for the promise of each member, also of one that is suspected. One death stops every change. Breaks
 * {@code membership-precision}.
 */
final class WaitsForTheDead implements PatienceRule {
    @Override
    public boolean waits(boolean suspected, long nowNanos, long untilNanos) {
        return true;
    }
}
