package dev.maat.reference.parts;

/**
 * When a message that is held is next in its order, and when it may be handed up.
 *
 * @param sequencer the member that gives the places of the total order
 * @param causality what causal order asks of a message's causes
 * @param agreed when a message is the next in the order of Lamport times
 * @param uniformity when a message survives every view change
 */
public record OrderParts(
        SequencerPolicy sequencer, CausalityRule causality, AgreedOrderRule agreed, UniformityRule uniformity) {
    public static final OrderParts STANDARD = new OrderParts(
            SequencerPolicy.FIRST_MEMBER,
            CausalityRule.CAUSES_FIRST,
            AgreedOrderRule.ALL_MEMBERS_PAST,
            UniformityRule.HELD_BY_QUORUM);

    public OrderParts withSequencer(SequencerPolicy other) {
        return new OrderParts(other, causality, agreed, uniformity);
    }

    public OrderParts withCausality(CausalityRule other) {
        return new OrderParts(sequencer, other, agreed, uniformity);
    }

    public OrderParts withAgreed(AgreedOrderRule other) {
        return new OrderParts(sequencer, causality, other, uniformity);
    }

    public OrderParts withUniformity(UniformityRule other) {
        return new OrderParts(sequencer, causality, agreed, other);
    }
}
