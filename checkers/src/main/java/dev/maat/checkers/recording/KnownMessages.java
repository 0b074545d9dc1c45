package dev.maat.checkers.recording;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the payloads of a run, where one JVM has all its processes: a delivery whose payload is that of the send, byte for byte, has
 * its id and its hash. Any other payload is read afresh. Not safe for several threads.
 */
final class KnownMessages implements MessageReader {
    /** Of payloads; when there are more, all are forgotten. */
    static final long MAX_BYTES = 32L << 20;

    private final Map<Long, Sent> sent = new HashMap<>();
    private long bytes;

    /** The implementation has the array of a payload, and may write to it; this one is a copy. */
    private record Sent(byte[] payload, Message message) {}

    @Override
    public long sent(String id, byte[] payload) {
        long hash = Payloads.fnv(payload);
        bytes += payload.length;
        if (bytes > MAX_BYTES) {
            sent.clear();
            bytes = payload.length;
        }
        sent.put(key(payload), new Sent(payload.clone(), new Message(id, hash)));
        return hash;
    }

    @Override
    public Message read(byte[] payload) {
        @Nullable Sent known = Payloads.hasId(payload) ? sent.get(key(payload)) : null;
        return known != null && Arrays.equals(known.payload, payload) ? known.message : PLAIN.read(payload);
    }

    /** A hash of the id; another payload with the same one is told apart by its bytes. */
    private static long key(byte[] payload) {
        return Payloads.fnv(payload, 0, Payloads.idEnd(payload));
    }
}
