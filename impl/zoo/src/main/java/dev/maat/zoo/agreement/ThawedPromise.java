package dev.maat.zoo.agreement;

import dev.maat.reference.parts.BallotRule;

/**
 * A promise does not freeze the view: members go on delivering what the reported prefixes, and so the cut, do not know of.
 * Breaks {@code virtual-synchrony}.
 */
final class ThawedPromise implements BallotRule {
    @Override
    public boolean promiseFreezes() {
        return false;
    }
}
