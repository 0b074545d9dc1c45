package dev.maat.reference.options;

/** The order in which the messages of a view are delivered. */
public enum OrderingMode {
    /** The messages of one sender in the order in which it sent them. */
    FIFO,
    /** A message after every message that its sender had sent or delivered before it. */
    CAUSAL,
    /** All messages in one order, given by a sequencer. */
    TOTAL,
    /** All messages in one order, given by the Lamport times of their sending: there is no sequencer to lose. */
    AGREED
}
