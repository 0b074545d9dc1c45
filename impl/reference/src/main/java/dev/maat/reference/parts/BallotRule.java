package dev.maat.reference.parts;

import dev.maat.reference.packet.Ballot;

/**
 * Which ballots a member promises and accepts.
 *
 * <p>A quorum of promises for ballot b must mean that no lower ballot can be decided any more. So a promise is never taken back:
 * neither by a lower ballot's prepare, nor by a lower ballot's proposal that was fetched for in the meantime.
 */
public interface BallotRule {
    BallotRule NOTHING_HIGHER_PROMISED = new BallotRule() {};

    /** Whether a member promises a ballot. The one promised last is promised again: the first answer may be lost. */
    default boolean mayPromise(Ballot promised, Ballot asked) {
        return !promised.isAbove(asked);
    }

    /**
     * Whether a member accepts a ballot. It is asked when the proposal arrives, and again at the moment of acceptance: while the
     * member fetched the cut it may have promised a higher ballot, and both could then be decided.
     */
    default boolean mayAccept(Ballot promised, Ballot proposed) {
        return !promised.isAbove(proposed);
    }

    /** The ballot that counts as promised after an acceptance: accepting b counts as promising b. */
    default Ballot promisedOnAccepting(Ballot promised, Ballot accepted) {
        return accepted;
    }

    /**
     * The counter of a ballot that a coordinator opens. It is above that of the ballot that it promised last: else opening the ballot would take
     * the promise back.
     *
     * @param highestHeard of all counters that members have rejected its ballots with
     */
    default int nextCounter(int highestHeard, Ballot promised) {
        return Math.max(highestHeard, promised.counter()) + 1;
    }

    /**
     * Whether the first promise freezes the view for good. A member that sent, acknowledged or delivered more afterwards would
     * have deliveries that the promised prefixes, and so the cut, do not know of.
     */
    default boolean promiseFreezes() {
        return true;
    }

    /**
     * Whether an acceptance freezes the view of a member that has not promised. It may as well not: the value that it accepts is without it, as
     * the members of a value are promisers.
     */
    default boolean acceptanceFreezes() {
        return true;
    }
}
