package dev.maat.zoo.agreement;

import dev.maat.reference.packet.Ballot;
import dev.maat.reference.parts.BallotRule;

/**
 * A member promises any ballot, also one below its last promise. A coordinator of an old ballot gets its quorum after a
 * newer one has decided. Breaks {@code primary-component}.
 */
final class ForgottenPromise implements BallotRule {
    @Override
    public boolean mayPromise(Ballot promised, Ballot asked) {
        return true;
    }

    @Override
    public boolean mayAccept(Ballot promised, Ballot proposed) {
        return true;
    }
}
