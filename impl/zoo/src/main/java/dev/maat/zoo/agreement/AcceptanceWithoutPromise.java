package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.parts.BallotRule;

/**
 * An acceptance does not count as a promise: a member that accepted without having promised accepts lower ballots later.
 * Breaks {@code primary-component}.
 */
final class AcceptanceWithoutPromise implements BallotRule {
    @Override
    public Ballot promisedOnAccepting(Ballot promised, Ballot accepted) {
        return promised;
    }
}
