package dev.maat.zoo.agreement;

import dev.maat.reference.parts.BallotRule;

/**
 * An acceptance does not freeze the view of a member that has not promised: it goes on delivering what the cut that it accepts does not know
 * of. The value is without that member, and each value that it is in follows its promise. So {@code virtual-synchrony} is not broken.
 */
final class ThawedAcceptance implements BallotRule {
    @Override
    public boolean acceptanceFreezes() {
        return false;
    }
}
