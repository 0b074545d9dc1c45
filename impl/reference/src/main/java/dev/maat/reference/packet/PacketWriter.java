package dev.maat.reference.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends to a growing array, or to a buffer that is long enough: big-endian fixed numbers, LEB128 variable ones. */
final class PacketWriter {
    private final boolean grows;
    private ByteBuffer out;

    public PacketWriter(int expectedBytes) {
        this.grows = true;
        this.out = ByteBuffer.allocate(expectedBytes);
    }

    /** Writes into that buffer, from its position on. */
    public PacketWriter(ByteBuffer into) {
        this.grows = false;
        this.out = into;
    }

    public PacketWriter u8(int value) {
        ensure(1);
        out.put((byte) value);
        return this;
    }

    public PacketWriter i64(long value) {
        ensure(Long.BYTES);
        out.putLong(value);
        return this;
    }

    /** Not negative numbers take few bytes; negative ones ten. */
    public PacketWriter var(long value) {
        ensure(varBytes(value));
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
        return this;
    }

    /** How many bytes {@link #var} takes. */
    static int varBytes(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    public PacketWriter raw(byte[] source, int offset, int count) {
        ensure(count);
        out.put(source, offset, count);
        return this;
    }

    /** All that the other has written. */
    public PacketWriter all(PacketWriter other) {
        return raw(other.out.array(), 0, other.length());
    }

    /** Leaves room for bytes that are written later. */
    public PacketWriter skip(int count) {
        ensure(count);
        out.position(out.position() + count);
        return this;
    }

    public PacketWriter block(byte[] source) {
        return var(source.length).raw(source, 0, source.length);
    }

    public PacketWriter text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return out.position();
    }

    public byte[] toBytes() {
        return out.hasRemaining() ? Arrays.copyOf(out.array(), length()) : out.array();
    }

    private void ensure(int more) {
        if (grows && more > out.remaining()) {
            int bytes = Math.max(out.capacity() * 2, out.position() + more);
            out = ByteBuffer.allocate(bytes).put(out.flip());
        }
    }
}
