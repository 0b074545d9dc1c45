package dev.maat.reference.parts;

import dev.maat.reference.packet.Ballot;

/** When a coordinator may take its value as decided. */
public interface DecisionRule {
    /** A quorum of the view accepted in one ballot: any later quorum of promisers contains one of them, and reports the value. */
    DecisionRule QUORUM_IN_ONE_BALLOT = new DecisionRule() {};

    /** Whether a promise or an acceptance counts for the running ballot: one of another ballot says nothing about its value. */
    default boolean counts(Ballot running, Ballot answered) {
        return answered.equals(running);
    }

    /**
     * Whether the value is decided.
     *
     * @param promised by rank of the view
     * @param accepted by rank of the view
     */
    default boolean isDecided(QuorumRule quorum, boolean[] promised, boolean[] accepted) {
        return quorum.isQuorum(accepted);
    }
}
