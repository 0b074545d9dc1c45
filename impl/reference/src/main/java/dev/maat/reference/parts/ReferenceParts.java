package dev.maat.reference.parts;

/**
 * Every decision of the reference that can be made otherwise, in one place: the rules of the agreement on the next view, of the
 * transition to it, and of the streams. A planted defect is this record with one rule replaced.
 */
public record ReferenceParts(AgreementParts agreement, TransitionParts transition, StreamParts stream) {
    /** The reference itself. */
    public static final ReferenceParts STANDARD =
            new ReferenceParts(AgreementParts.STANDARD, TransitionParts.STANDARD, StreamParts.STANDARD);

    public ReferenceParts withAgreement(AgreementParts other) {
        return new ReferenceParts(other, transition, stream);
    }

    public ReferenceParts withTransition(TransitionParts other) {
        return new ReferenceParts(agreement, other, stream);
    }

    public ReferenceParts withStream(StreamParts other) {
        return new ReferenceParts(agreement, transition, other);
    }
}
