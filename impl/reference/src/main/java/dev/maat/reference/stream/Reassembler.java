package dev.maat.reference.stream;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Piece;
import dev.maat.reference.packet.Tags;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts packets together that came in pieces. Bounded: the oldest unfinished packet is dropped; its sender sends it again. */
public final class Reassembler {
    private static final int MAX_UNFINISHED = 32;

    private record Key(ProcessId sender, long id, int count) {}

    private final Map<Key, byte[] @Nullable []> unfinished = new LinkedHashMap<>();

    /** The whole packet if this was the last piece of it, else null. */
    public byte @Nullable [] add(Piece piece) {
        Key key = new Key(piece.sender(), piece.id(), piece.count());
        byte[] @Nullable [] parts = unfinished.computeIfAbsent(key, k -> new byte[k.count()][]);
        parts[piece.index()] = piece.bytes();
        int length = 0;
        for (byte[] part : parts) {
            if (part == null) {
                makeRoom();
                return null;
            }
            length += part.length;
        }
        unfinished.remove(key);
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            if (part != null) {
                System.arraycopy(part, 0, whole, at, part.length);
                at += part.length;
            }
        }
        return Tags.of(whole) == piece.id() ? whole : null;
    }

    private void makeRoom() {
        Iterator<Key> oldest = unfinished.keySet().iterator();
        if (unfinished.size() > MAX_UNFINISHED) {
            oldest.next();
            oldest.remove();
        }
    }
}
