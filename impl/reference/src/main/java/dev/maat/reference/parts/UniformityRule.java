package dev.maat.reference.parts;

/**
 * When a message survives every view change, so that uniform delivery may hand it up in the running view.
 *
 * <p>Uniform agreement asks that a message delivered by any member, even by one that crashes at once or is excluded, is delivered by
 * every member that goes on (Hadzilacos, Toueg 1994). Schiper and Sandoz (1993) build it on virtual synchrony: a message is
 * delivered once enough members hold it that no next view can be formed without one of them.
 */
public interface UniformityRule {
    UniformityRule HELD_BY_QUORUM = new UniformityRule() {};

    /**
     * Whether a prefix survives that these members have acknowledged. A quorum must have: the promises for a next view come from a
     * quorum as well, the two share a member, and the cut has all that a promiser holds. Any smaller set can be left behind as a whole.
     *
     * @param heldByRank whether that member holds the prefix; not to be kept
     */
    default boolean survives(QuorumRule quorum, boolean[] heldByRank) {
        return quorum.isQuorum(heldByRank);
    }

    /**
     * Whether the place of a message must survive as the message itself must. Members that never heard of the place would deliver the
     * message in another order.
     */
    default boolean asksForPlace() {
        return true;
    }
}
