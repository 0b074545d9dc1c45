package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.parts.BallotRule;

/**
 * A member accepts a proposal below the ballot that it promised in the meantime: two ballots can be decided. Breaks {@code
 * view-identity}.
 */
final class StaleAcceptance implements BallotRule {
    @Override
    public boolean mayAccept(Ballot promised, Ballot proposed) {
        return true;
    }
}
