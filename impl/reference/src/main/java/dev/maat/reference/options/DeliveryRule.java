package dev.maat.reference.options;

/** When a message that is next in its order may be handed to the application of a running view. */
public enum DeliveryRule {
    /** At once: a member that is then excluded may have delivered more than the members that go on. */
    PLAIN,
    /**
     * Once a quorum of the view has acknowledged the contiguous prefix through the message and, in total order, the places
     * through its place: the message then survives every view change.
     */
    UNIFORM
}
