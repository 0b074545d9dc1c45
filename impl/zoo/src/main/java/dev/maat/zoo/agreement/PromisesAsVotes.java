package dev.maat.zoo.agreement;

import dev.maat.reference.parts.DecisionRule;
import dev.maat.reference.parts.QuorumRule;

/**
 * A value counts as decided as soon as a quorum has promised its ballot. A later quorum need not know of it. Breaks {@code
 * view-identity}.
 */
final class PromisesAsVotes implements DecisionRule {
    @Override
    public boolean isDecided(QuorumRule quorum, boolean[] promised, boolean[] accepted) {
        return quorum.isQuorum(promised);
    }
}
