package dev.maat.reference.options;

/** How a message that was lost on its way reaches a member after all, and how acknowledgements reach its sender. */
public enum ReliabilityMode {
    /** Each receiver acknowledges to the sender (a positive acknowledgement), which sends again what is not acknowledged in time. */
    ACK,
    /** The receiver finds the gap and asks for what is missing (a negative acknowledgement). */
    NACK,
    /** Members acknowledge to coordinators in a tree, which repair their children and pass one acknowledgement up. */
    TREE
}
