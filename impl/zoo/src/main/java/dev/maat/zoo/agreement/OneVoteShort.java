package dev.maat.zoo.agreement;

import dev.maat.reference.parts.DecisionRule;
import dev.maat.reference.parts.QuorumRule;

/**
 * A value counts as decided with one acceptance fewer than a quorum. Breaks {@code primary-component}.
 */
final class OneVoteShort implements DecisionRule {
    @Override
    public boolean isDecided(QuorumRule quorum, boolean[] promised, boolean[] accepted) {
        boolean[] oneMore = accepted.clone();
        for (int rank = 0; rank < oneMore.length; rank++) {
            if (!oneMore[rank]) {
                oneMore[rank] = true;
                break;
            }
        }
        return quorum.isQuorum(oneMore);
    }
}
