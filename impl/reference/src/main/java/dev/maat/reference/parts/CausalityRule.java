package dev.maat.reference.parts;

/**
 * The demands of causal order on a message's causes: the messages that its sender had delivered when it sent it.
 *
 * <p>A message carries how far its sender had delivered each stream, and waits at a receiver until the receiver has delivered them
 * as far (Birman, Schiper, Stephenson 1991). The messages of an earlier view need no such numbers: every process that goes on has
 * delivered the same cut of it before the next view begins.
 */
public interface CausalityRule {
    CausalityRule CAUSES_FIRST = new CausalityRule() {};

    /** Whether a stream that was delivered here through {@code delivered} has the causes of a message through {@code cause}. */
    default boolean isSatisfied(long delivered, long cause) {
        return delivered >= cause;
    }

    /**
     * Whether a proposal leaves out each message with a cause beyond the cut. No process could deliver it in order: its cause was with
     * members that do not go on. Such a message was delivered by no promiser, as that one would hold the cause.
     */
    default boolean closesCut() {
        return true;
    }

    /**
     * Whether a message is told safe only when every member holds its causes too. Otherwise its causes could be lost with the members
     * that hold them, and the closed cut would leave out a message that is told safe.
     */
    default boolean safeWithCauses() {
        return true;
    }
}
