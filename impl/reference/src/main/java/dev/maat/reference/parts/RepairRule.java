package dev.maat.reference.parts;

/** Which gaps of a stream a member asks for, and which member it asks. */
public interface RepairRule {
    RepairRule SENDER_FIRST = new RepairRule() {};

    /** Gaps are asked for through this number: the last that the sender is known to have sent, so the lost tail too. */
    default long askedThrough(long held, long known) {
        return known;
    }

    /**
     * Whether the sender is asked, rather than another member that is known to hold the units. It is asked first, as it holds
     * them for certain; after a few unanswered requests, or once it is suspected, the others are asked, since it may be dead or cut
     * off.
     *
     * @param request how many requests there were since the last gap was filled, with this one
     */
    default boolean asksSender(int request, boolean senderSuspected) {
        return request <= 3 && !senderSuspected;
    }
}
