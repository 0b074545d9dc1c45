package dev.maat.contract;

/** Where a packet goes. */
public sealed interface Destination {
    /** One node, by name: whichever process runs there now. */
    record Node(String name) implements Destination {}

    /** Every other node of the topology, members of the group or not; the sender does not hear itself. */
    record Group() implements Destination {}

    Group GROUP = new Group();
}
