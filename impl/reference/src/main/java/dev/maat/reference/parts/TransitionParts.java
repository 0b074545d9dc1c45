package dev.maat.reference.parts;

/**
 * How a process gets from one view to the next, or out of the group.
 *
 * @param flush which messages are in the cut, and how much of it a process must hold
 * @param departure when a process that is not in the next view stops
 * @param retention how long a past view is kept for others
 * @param transfer the restrictions until joiners have loaded the application's state
 */
public record TransitionParts(
        FlushPolicy flush, DepartureRule departure, RetentionRule retention, TransferRule transfer) {
    public static final TransitionParts STANDARD = new TransitionParts(
            FlushPolicy.WHOLE_CUT,
            DepartureRule.QUORUM_HAS_INSTALLED,
            RetentionRule.ALL_OR_NEXT_QUORUM_INSTALLED,
            TransferRule.UNTIL_ALL_LOADED);

    public TransitionParts withFlush(FlushPolicy other) {
        return new TransitionParts(other, departure, retention, transfer);
    }

    public TransitionParts withDeparture(DepartureRule other) {
        return new TransitionParts(flush, other, retention, transfer);
    }

    public TransitionParts withRetention(RetentionRule other) {
        return new TransitionParts(flush, departure, other, transfer);
    }

    public TransitionParts withTransfer(TransferRule other) {
        return new TransitionParts(flush, departure, retention, other);
    }
}
