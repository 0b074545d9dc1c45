package dev.maat.checkers.recording;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the payloads of a run, where one JVM has all its processes: a delivery whose payload is that of the send, byte for byte, has
 * its id and its hash. Any other payload is read afresh. Not safe for several threads.
 */
final class KnownMessages implements MessageReader {
    /** Of payloads; when there are more, all are forgotten. */
    static final long MAX_BYTES = 32L << 20;

    private static final int FIRST_SLOTS = 1 << 10;

    /** Open addressing, half full at most: a boxed key would cost one more miss of the cache with each delivery. */
    private long[] keys = new long[FIRST_SLOTS];

    private @Nullable Sent[] sent = new Sent[FIRST_SLOTS];
    private int size;
    private long bytes;

    /** The implementation has the array of a payload, and may write to it; this one is a copy. */
    private record Sent(byte[] payload, Message message) {}

    @Override
    public long sent(String id, byte[] payload) {
        long hash = Payloads.fnv(payload);
        bytes += payload.length;
        if (bytes > MAX_BYTES) {
            keys = new long[FIRST_SLOTS];
            sent = new Sent[FIRST_SLOTS];
            size = 0;
            bytes = payload.length;
        }
        put(key(payload), new Sent(payload.clone(), new Message(id, hash)));
        return hash;
    }

    @Override
    public Message read(byte[] payload) {
        @Nullable Sent known = Payloads.hasId(payload) ? sent[slot(key(payload))] : null;
        return known != null && Arrays.equals(known.payload, payload) ? known.message : PLAIN.read(payload);
    }

    private void put(long key, Sent message) {
        int at = slot(key);
        if (sent[at] == null && 2 * ++size > keys.length) {
            grow();
            at = slot(key);
        }
        keys[at] = key;
        sent[at] = message;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Sent[] old = sent;
        keys = new long[2 * oldKeys.length];
        sent = new Sent[keys.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                sent[at] = old[i];
            }
        }
    }

    /** Where the key is, or may be put. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (sent[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** A hash of the id; another payload with the same one is told apart by its bytes. */
    private static long key(byte[] payload) {
        return Payloads.fnv(payload, 0, Payloads.idEnd(payload));
    }
}
