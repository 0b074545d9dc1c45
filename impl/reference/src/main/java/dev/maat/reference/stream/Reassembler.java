package dev.maat.reference.stream;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Piece;
import dev.maat.reference.packet.Tags;
import dev.maat.reference.packet.Unit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts packets together that came in pieces. Bounded in bytes and in time: the oldest unfinished packet is dropped, and so is one that grew
 * too old; its sender sends it again.
 */
public final class Reassembler {
    /** The room that a part takes beside its bytes, until it arrives too. */
    private static final int PART_OVERHEAD_BYTES = 16;

    private record Key(ProcessId sender, long id, int count) {}

    /** A packet of which pieces are missing. */
    private static final class Unfinished {
        private final byte[] @Nullable [] parts;
        private final long since;
        private int missing;
        private int length;

        Unfinished(int count, long now) {
            since = now;
            parts = new byte[count][];
            missing = count;
        }

        long cost() {
            return Unit.OVERHEAD_BYTES + (long) PART_OVERHEAD_BYTES * parts.length + length;
        }

        byte[] whole() {
            byte[] whole = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                if (part != null) {
                    System.arraycopy(part, 0, whole, at, part.length);
                    at += part.length;
                }
            }
            return whole;
        }
    }

    private final Buffers buffers;
    private final long maxBytes;
    private final long maxAgeNanos;
    private final Map<Key, Unfinished> unfinished = new LinkedHashMap<>();
    private long bytes;

    /** @param maxAgeNanos how long the pieces of a packet are waited for: the time of several retries */
    public Reassembler(Buffers buffers, int maxPacketBytes, long maxAgeNanos) {
        this.buffers = buffers;
        this.maxBytes = buffers.piecesBytes(maxPacketBytes);
        this.maxAgeNanos = maxAgeNanos;
    }

    /** The whole packet if this was the last piece of it, else null. */
    public byte @Nullable [] add(Piece piece, long now) {
        dropOld(now);
        Key key = new Key(piece.sender(), piece.id(), piece.count());
        Unfinished packet = unfinished.get(key);
        if (packet == null) {
            packet = new Unfinished(piece.count(), now);
            unfinished.put(key, packet);
            count(packet.cost());
        }
        if (packet.parts[piece.index()] == null) {
            packet.parts[piece.index()] = piece.bytes();
            packet.length += piece.bytes().length;
            packet.missing--;
            count(piece.bytes().length);
        }
        if (packet.missing > 0) {
            makeRoom();
            return null;
        }
        unfinished.remove(key);
        count(-packet.cost());
        byte[] whole = packet.whole();
        return Tags.of(whole) == piece.id() ? whole : null;
    }

    /** Drops the packets whose pieces have been missing for too long. */
    public void dropOld(long now) {
        for (Iterator<Unfinished> oldest = unfinished.values().iterator(); oldest.hasNext(); ) {
            Unfinished packet = oldest.next();
            if (now - packet.since <= maxAgeNanos) {
                return;
            }
            count(-packet.cost());
            oldest.remove();
        }
    }

    /** A new view begins: what is unfinished was most likely about the one before. */
    public void clear() {
        unfinished.clear();
        count(-bytes);
    }

    private void makeRoom() {
        for (Iterator<Unfinished> oldest = unfinished.values().iterator(); bytes > maxBytes && oldest.hasNext(); ) {
            count(-oldest.next().cost());
            oldest.remove();
        }
    }

    private void count(long more) {
        bytes += more;
        buffers.add(more);
    }
}
