package dev.maat.reference.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends to a growing array: big-endian fixed numbers, LEB128 variable ones. */
final class PacketWriter {
    private byte[] bytes;
    private int length;

    public PacketWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    public PacketWriter u8(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public PacketWriter i64(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Not negative numbers take few bytes; negative ones ten. */
    public PacketWriter var(long value) {
        ensure(varBytes(value));
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** How many bytes {@link #var} takes. */
    static int varBytes(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    /** Room for exactly so many further bytes: if no others follow, {@link #toBytes} copies nothing. */
    void makeRoomFor(int more) {
        bytes = Arrays.copyOf(bytes, length + more);
    }

    public PacketWriter raw(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Leaves room for bytes that are written later. */
    public PacketWriter skip(int count) {
        ensure(count);
        length += count;
        return this;
    }

    public PacketWriter block(byte[] source) {
        return var(source.length).raw(source, 0, source.length);
    }

    public PacketWriter text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
