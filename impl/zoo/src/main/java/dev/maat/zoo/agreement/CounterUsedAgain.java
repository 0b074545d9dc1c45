package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.parts.BallotRule;

/**
 * A coordinator opens its next ballot under the counter of the one that it promised last. So a first member promises a ballot below the one
 * that it promised to another, and both can be decided. Breaks {@code primary-component}.
 */
final class CounterUsedAgain implements BallotRule {
    @Override
    public int nextCounter(int highestHeard, Ballot promised) {
        return Math.max(1, Math.max(highestHeard, promised.counter()));
    }
}
