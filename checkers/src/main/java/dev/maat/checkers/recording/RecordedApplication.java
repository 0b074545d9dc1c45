package dev.maat.checkers.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The application state that a recorded process has: a chain over the ids it delivered, in order, and their count. Two
 * processes have equal digests exactly if they delivered the same messages in the same order (or loaded the state of one
 * that did); enough to judge state transfer, small enough to send. Not safe for several threads.
 */
public final class RecordedApplication {
    /** A snapshot's size. */
    public static final int SNAPSHOT_BYTES = 20;

    private static final int MAGIC = 0x4d615331;

    private long chain;
    private long count;

    /** The application is handed a message. */
    public void deliver(String messageId) {
        long z = chain * 0x9e3779b97f4a7c15L + Payloads.fnv(messageId.getBytes(StandardCharsets.UTF_8));
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        chain = z ^ z >>> 31;
        count++;
    }

    /** The state as {@value #SNAPSHOT_BYTES} bytes. */
    public byte[] snapshot() {
        return ByteBuffer.allocate(SNAPSHOT_BYTES)
                .putInt(MAGIC)
                .putLong(chain)
                .putLong(count)
                .array();
    }

    /**
     * Takes over a snapshot.
     *
     * @throws IllegalArgumentException if the bytes are not a snapshot; the state stays as it was
     */
    public void load(byte[] snapshot) {
        ByteBuffer in = ByteBuffer.wrap(snapshot);
        if (snapshot.length != SNAPSHOT_BYTES || in.getInt() != MAGIC) {
            throw new IllegalArgumentException(
                    "not a snapshot of the recorded application: " + snapshot.length + " bytes");
        }
        chain = in.getLong();
        count = in.getLong();
    }

    /** 16 hexadecimal digits that stand for the state. */
    public String digest() {
        return Payloads.hex(chain ^ count * 0x9e3779b97f4a7c15L);
    }

    /** Messages delivered into this state. */
    public long count() {
        return count;
    }
}
