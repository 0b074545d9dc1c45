package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.stream.Units;

/** Sends stored units again. */
final class Repairs {
    private Repairs() {}

    /**
     * Sends those of the units {@code from} through {@code to} that are stored here to one peer.
     *
     * @return the packets that may still follow
     */
    static int send(Peers peers, int peer, int stream, long from, long to, int maxPackets) {
        return Units.pack(
                peers.log(stream),
                from,
                to,
                peers.maxBodyBytes(),
                maxPackets,
                (first, units) -> peers.send(peer, new Packet.Data(peers.ref(), stream, first, units)));
    }

    /** The same to all peers. */
    static int multicast(Peers peers, int stream, long from, long to, int maxPackets) {
        return Units.pack(
                peers.log(stream),
                from,
                to,
                peers.maxBodyBytes(),
                maxPackets,
                (first, units) -> peers.multicast(new Packet.Data(peers.ref(), stream, first, units)));
    }
}
