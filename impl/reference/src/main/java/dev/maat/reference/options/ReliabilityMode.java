package dev.maat.reference.options;

/** How a message that was lost on its way reaches a member after all. */
public enum ReliabilityMode {
    /** The receiver finds the gap and asks for what is missing (a negative acknowledgement). */
    NACK
}
