package dev.maat.reference.group;

/** The phases of the protocol that a process marks ({@link dev.maat.contract.Effect.Phase}), so that faults can be aimed at them. */
public enum ProtocolPhase {
    /** From the freeze of a view to its end. */
    FLUSH("flush"),
    /** A coordinator has opened a ballot and waits for promises. */
    PREPARE("prepare"),
    /** A coordinator has chosen a value and fetches its cut. */
    COLLECT("collect"),
    /** A coordinator has proposed its value and waits for acceptances. */
    PROPOSE("propose"),
    /** A member has accepted a value and knows no decision. */
    ACCEPT("accept"),
    /** A process knows the decision and has not installed the next view, or not departed. */
    DECIDED("decided"),
    /** The cut is delivered and the next view installed. */
    INSTALL("install"),
    /** The application's state goes to joiners. */
    TRANSFER("transfer"),
    /** A process has become the sequencer and has announced no place yet. */
    ORDER_HANDOVER("order-handover");

    private final String word;

    ProtocolPhase(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
