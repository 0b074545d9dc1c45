package dev.maat.reference.parts;

/** What the reference is composed of, where it can be composed otherwise. */
public record ReferenceParts(
        QuorumRule quorum, StabilityPolicy stability, FlushPolicy flush, SequencerPolicy sequencer) {
    /** The reference itself. */
    public static final ReferenceParts STANDARD = new ReferenceParts(
            QuorumRule.MAJORITY_OR_HALF_WITH_FIRST,
            StabilityPolicy.HELD_BY_ALL,
            FlushPolicy.WHOLE_CUT,
            SequencerPolicy.FIRST_MEMBER);

    public ReferenceParts withQuorum(QuorumRule other) {
        return new ReferenceParts(other, stability, flush, sequencer);
    }

    public ReferenceParts withStability(StabilityPolicy other) {
        return new ReferenceParts(quorum, other, flush, sequencer);
    }

    public ReferenceParts withFlush(FlushPolicy other) {
        return new ReferenceParts(quorum, stability, other, sequencer);
    }

    public ReferenceParts withSequencer(SequencerPolicy other) {
        return new ReferenceParts(quorum, stability, flush, other);
    }
}
