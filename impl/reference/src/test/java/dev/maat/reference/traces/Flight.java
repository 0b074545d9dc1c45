package dev.maat.reference.traces;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.PacketKind;

/**
 * A packet on its way to one node.
 *
 * @param number in the order of sending
 * @param dueNanos when it arrives unless a rule is against it
 */
record Flight(long number, ProcessId from, String to, PacketCodec.Peek peek, byte[] bytes, long dueNanos) {
    PacketKind kind() {
        return peek.kind();
    }

    /** The number of the view the packet is about. */
    long view() {
        return peek.subject().seq();
    }

    Ballot ballot() {
        return peek.ballot();
    }

    @Override
    public String toString() {
        return from + " -> " + to + " " + kind() + " of view " + view()
                + (ballot().counter() > 0 ? " " + ballot() : "");
    }
}
