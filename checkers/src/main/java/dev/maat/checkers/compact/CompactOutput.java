package dev.maat.checkers.compact;

import java.util.Arrays;

/** Bytes that grow. Not safe for several threads. */
public final class CompactOutput {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int MAX_NUMBER_BYTES = 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int asked;

    public int length() {
        return length;
    }

    /** By how much it has grown since it was asked last. */
    public int grown() {
        int more = length - asked;
        asked = length;
        return more;
    }

    public void record(CompactRecord record) {
        room(1);
        bytes[length++] = (byte) record.ordinal();
    }

    /** A number that is seldom negative; a negative one takes ten bytes. */
    public void number(long value) {
        room(MAX_NUMBER_BYTES);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    /** Eight bytes, for numbers that are large as a rule. */
    public void wide(long value) {
        room(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    public void text(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        number(size);
        room(size);
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
    }

    private void character(char c) {
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        }
    }

    public void raw(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    /** Appends everything that the other has. */
    public void append(CompactOutput other) {
        raw(other.bytes, other.length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
