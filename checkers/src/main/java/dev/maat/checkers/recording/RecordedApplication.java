package dev.maat.checkers.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The application state of a recorded process: a sum over the ids that it delivered, and their count. Two processes have equal
 * digests if they delivered the same messages, or loaded the state of one that did, in whatever order. A fifo group promises no
 * common order; where one is promised, other properties judge it. The state is enough to judge state transfer, and as long as is asked
 * for: every byte of it follows from sum and count, so that a state with a damaged or a missing byte is not loaded. Not safe for several
 * threads.
 */
public final class RecordedApplication {
    /** The size of a shortest snapshot. */
    public static final int SNAPSHOT_BYTES = 20;

    private static final int MAGIC = 0x4d615331;

    private final int stateBytes;
    private long sum;
    private long count;

    public RecordedApplication() {
        this(SNAPSHOT_BYTES);
    }

    /** @param stateBytes the size of a snapshot, if it is more than {@value #SNAPSHOT_BYTES} */
    public RecordedApplication(int stateBytes) {
        this.stateBytes = Math.max(SNAPSHOT_BYTES, stateBytes);
    }

    /** The application gets a message. */
    public void deliver(String messageId) {
        long z = Payloads.fnv(messageId) + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        sum += z ^ z >>> 31;
        count++;
    }

    /** The state, as long as was asked for. */
    public byte[] snapshot() {
        return snapshot(sum, count, stateBytes);
    }

    private static byte[] snapshot(long sum, long count, int size) {
        ByteBuffer out = ByteBuffer.allocate(size).putInt(MAGIC).putLong(sum).putLong(count);
        long next = sum ^ count;
        while (out.hasRemaining()) {
            // Knuth's generator of The Art of Computer Programming, volume 2, section 3.3.4, as MMIX has it.
            next = next * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            out.put((byte) (next >>> 56));
        }
        return out.array();
    }

    /**
     * Replaces the state by a snapshot.
     *
     * @throws IllegalArgumentException if the bytes are not a snapshot; the state stays as it was
     */
    public void load(byte[] snapshot) {
        ByteBuffer in = ByteBuffer.wrap(snapshot);
        if (snapshot.length < SNAPSHOT_BYTES || in.getInt() != MAGIC) {
            throw new IllegalArgumentException(
                    "not a snapshot of the recorded application: " + snapshot.length + " bytes");
        }
        long loadedSum = in.getLong();
        long loadedCount = in.getLong();
        int different = Arrays.mismatch(snapshot, snapshot(loadedSum, loadedCount, stateBytes));
        if (different >= 0) {
            throw new IllegalArgumentException("a damaged snapshot of the recorded application: byte " + different
                    + " is wrong, of " + snapshot.length + " bytes");
        }
        sum = loadedSum;
        count = loadedCount;
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
