package dev.maat.reference.parts;

/**
 * Every decision of the reference that can be made otherwise, in one place: the rules of the agreement on the next view, of the
 * transition to it, of the streams, and of the order of delivery. A planted defect is this record with one rule replaced.
 */
public record ReferenceParts(
        AgreementParts agreement, TransitionParts transition, StreamParts stream, OrderParts order) {
    /** The reference itself. */
    public static final ReferenceParts STANDARD = new ReferenceParts(
            AgreementParts.STANDARD, TransitionParts.STANDARD, StreamParts.STANDARD, OrderParts.STANDARD);

    public ReferenceParts withAgreement(AgreementParts other) {
        return new ReferenceParts(other, transition, stream, order);
    }

    public ReferenceParts withTransition(TransitionParts other) {
        return new ReferenceParts(agreement, other, stream, order);
    }

    public ReferenceParts withStream(StreamParts other) {
        return new ReferenceParts(agreement, transition, other, order);
    }

    public ReferenceParts withOrder(OrderParts other) {
        return new ReferenceParts(agreement, transition, stream, other);
    }
}
