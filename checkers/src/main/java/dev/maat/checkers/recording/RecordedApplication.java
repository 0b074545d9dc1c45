package dev.maat.checkers.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The application state of a recorded process: a sum over the ids that it delivered, and their count. Two processes have equal
 * digests if they delivered the same messages, or loaded the state of one that did, in whatever order. A fifo group promises no
 * common order; where one is promised, other properties judge it. The state is enough to judge state transfer, and small enough to
 * send. Not safe for several threads.
 */
public final class RecordedApplication {
    /** A snapshot's size. */
    public static final int SNAPSHOT_BYTES = 20;

    private static final int MAGIC = 0x4d615331;

    private long sum;
    private long count;

    /** The application gets a message. */
    public void deliver(String messageId) {
        long z = Payloads.fnv(messageId.getBytes(StandardCharsets.UTF_8)) + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        sum += z ^ z >>> 31;
        count++;
    }

    /** The state as {@value #SNAPSHOT_BYTES} bytes. */
    public byte[] snapshot() {
        return ByteBuffer.allocate(SNAPSHOT_BYTES)
                .putInt(MAGIC)
                .putLong(sum)
                .putLong(count)
                .array();
    }

    /**
     * Replaces the state by a snapshot.
     *
     * @throws IllegalArgumentException if the bytes are not a snapshot; the state stays as it was
     */
    public void load(byte[] snapshot) {
        ByteBuffer in = ByteBuffer.wrap(snapshot);
        if (snapshot.length != SNAPSHOT_BYTES || in.getInt() != MAGIC) {
            throw new IllegalArgumentException(
                    "not a snapshot of the recorded application: " + snapshot.length + " bytes");
        }
        sum = in.getLong();
        count = in.getLong();
    }

    /** 16 hexadecimal digits that identify the state. */
    public String digest() {
        return Payloads.hex(sum ^ count * 0x9e3779b97f4a7c15L);
    }

    /** How many messages this state contains. */
    public long count() {
        return count;
    }
}
