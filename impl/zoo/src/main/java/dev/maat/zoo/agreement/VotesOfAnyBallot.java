package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.parts.DecisionRule;

/**
 * A coordinator counts promises and acceptances of other ballots than the running one. It takes a value as decided that no
 * quorum accepted. Breaks {@code primary-component}.
 */
final class VotesOfAnyBallot implements DecisionRule {
    @Override
    public boolean counts(Ballot running, Ballot answered) {
        return true;
    }
}
