package dev.maat.reference;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Drop;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.PacketCodec;
import dev.maat.reference.packet.Piece;
import dev.maat.reference.stream.Reassembler;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way in for packets: what is no packet of this group, from the process that it says, goes no further, and is counted by the first rule
 * that it breaks. Nothing of such a packet is kept, and no timer or opinion changes by it.
 */
final class Arrivals {
    private final Host host;
    private final Reassembler reassembler;
    /** By node, its process that was heard last: the senders of most packets need not be made anew. */
    private final Map<String, ProcessId> latest = new LinkedHashMap<>();

    private final long[] dropped = new long[Drop.values().length];

    Arrivals(Host host, Reassembler reassembler) {
        this.host = host;
        this.reassembler = reassembler;
    }

    long dropped(Drop why) {
        return dropped[why.ordinal()];
    }

    /**
     * The packet, or null if it is dropped or further pieces of it are missing.
     *
     * @param from the sending node as the runtime saw it
     * @param packet between position and limit; what is read of it is copied
     */
    @Nullable
    Envelope read(String from, ByteBuffer packet) {
        int length = packet.remaining();
        int sealBytes = host.seal.bytes();
        if (length <= sealBytes || length > host.start.limits().maxPacketBytes()) {
            return drop(Drop.LENGTH);
        }
        if (!PacketCodec.isOurs(packet)) {
            return drop(Drop.FOREIGN);
        }
        if (!host.seal.isIntact(packet)) {
            return drop(Drop.BROKEN_SEAL);
        }
        ProcessId likely = latest.get(from);
        Envelope whole = PacketCodec.decode(packet, packet.limit() - sealBytes, likely);
        if (whole != null) {
            if (!isAccepted(from, whole.generation(), whole.sender(), packet)) {
                return null;
            }
            if (whole.sender() != likely && isKnown(from)) {
                latest.put(from, whole.sender());
            }
            return whole;
        }
        Piece piece = PacketCodec.decodePiece(packet.duplicate().limit(packet.limit() - sealBytes));
        if (piece == null) {
            return drop(Drop.MALFORMED);
        }
        return isAccepted(from, piece.generation(), piece.sender(), packet) ? completed(piece) : null;
    }

    /** The packet that the pieces make: by the same sender, for the same generation. */
    private @Nullable Envelope completed(Piece piece) {
        byte[] complete = reassembler.add(piece, host.now());
        if (complete == null) {
            return null;
        }
        Envelope whole = PacketCodec.decode(ByteBuffer.wrap(complete));
        if (whole == null) {
            return drop(Drop.MALFORMED);
        }
        if (!whole.sender().equals(piece.sender())) {
            return drop(Drop.OTHER_SENDER);
        }
        return whole.generation() == host.generation ? whole : drop(Drop.OTHER_GENERATION);
    }

    /** The members of the running view: their objects are compared the fastest. */
    void know(List<ProcessId> members) {
        latest.clear();
        members.forEach(member -> latest.put(member.node(), member));
    }

    private boolean isKnown(String from) {
        return latest.size() < PacketCodec.MAX_MEMBERS || latest.containsKey(from);
    }

    private boolean isAccepted(String from, long generation, ProcessId sender, ByteBuffer packet) {
        if (generation != host.generation) {
            drop(Drop.OTHER_GENERATION);
        } else if (!sender.node().equals(from) || from.equals(host.self.node())) {
            drop(Drop.OTHER_SENDER);
        } else if (!host.seal.isFresh(sender, packet)) {
            drop(Drop.REPEATED);
        } else {
            return true;
        }
        return false;
    }

    private @Nullable Envelope drop(Drop why) {
        dropped[why.ordinal()]++;
        return null;
    }
}
