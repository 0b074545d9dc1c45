package dev.maat.reference.parts;

/**
 * How the members of a view agree on the next one.
 *
 * @param quorum which members can decide
 * @param ballots which ballots a member promises and accepts
 * @param patience how long a coordinator waits for promises beyond a quorum
 * @param adoption which value of an earlier ballot is proposed again
 * @param successor the members of a new value
 * @param decision when a value is decided
 */
public record AgreementParts(
        QuorumRule quorum,
        BallotRule ballots,
        PatienceRule patience,
        AdoptionRule adoption,
        SuccessorRule successor,
        DecisionRule decision) {
    public static final AgreementParts STANDARD = new AgreementParts(
            QuorumRule.MAJORITY_OR_HALF_WITH_FIRST,
            BallotRule.NOTHING_HIGHER_PROMISED,
            PatienceRule.FOR_UNSUSPECTED,
            AdoptionRule.HIGHEST_ACCEPTED,
            SuccessorRule.STAYING_PROMISERS,
            DecisionRule.QUORUM_IN_ONE_BALLOT);

    public AgreementParts withQuorum(QuorumRule other) {
        return new AgreementParts(other, ballots, patience, adoption, successor, decision);
    }

    public AgreementParts withBallots(BallotRule other) {
        return new AgreementParts(quorum, other, patience, adoption, successor, decision);
    }

    public AgreementParts withPatience(PatienceRule other) {
        return new AgreementParts(quorum, ballots, other, adoption, successor, decision);
    }

    public AgreementParts withAdoption(AdoptionRule other) {
        return new AgreementParts(quorum, ballots, patience, other, successor, decision);
    }

    public AgreementParts withSuccessor(SuccessorRule other) {
        return new AgreementParts(quorum, ballots, patience, adoption, other, decision);
    }

    public AgreementParts withDecision(DecisionRule other) {
        return new AgreementParts(quorum, ballots, patience, adoption, successor, other);
    }
}
