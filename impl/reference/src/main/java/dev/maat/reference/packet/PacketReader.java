package dev.maat.reference.packet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link PacketWriter} wrote; nothing it reads is trusted. */
final class PacketReader {
    /** The length of such a text takes one byte. */
    private static final int MAX_SHORT_TEXT = 127;

    private final ByteBuffer bytes;
    private final int end;
    private int position;

    PacketReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    /** Reads the bytes between position and limit, and moves neither. */
    PacketReader(ByteBuffer bytes) {
        this(bytes, bytes.limit());
    }

    /** Reads the bytes between position and end. */
    PacketReader(ByteBuffer bytes, int end) {
        this.bytes = bytes;
        this.position = bytes.position();
        this.end = end;
    }

    int remaining() {
        return end - position;
    }

    int u8() throws MalformedPacketException {
        need(1);
        return bytes.get(position++) & 0xff;
    }

    long i64() throws MalformedPacketException {
        need(8);
        long value = bytes.getLong(position);
        position += Long.BYTES;
        return value;
    }

    long var() throws MalformedPacketException {
        if (position < end) {
            byte only = bytes.get(position);
            if (only >= 0) {
                position++;
                return only;
            }
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedPacketException();
    }

    /** A number from 0 to {@code max}. */
    long count64(long max) throws MalformedPacketException {
        return atMost(max);
    }

    /** A number in {@code [0, Long.MAX_VALUE / 4]}: far from where sums overflow. */
    long count64() throws MalformedPacketException {
        return atMost(Long.MAX_VALUE / 4);
    }

    int count(int max) throws MalformedPacketException {
        return (int) atMost(max);
    }

    byte[] raw(int count) throws MalformedPacketException {
        need(count);
        byte[] copy = new byte[count];
        bytes.get(position, copy);
        position += count;
        return copy;
    }

    byte[] block() throws MalformedPacketException {
        return raw(count(remaining()));
    }

    String text() throws MalformedPacketException {
        int length = count(PacketCodec.MAX_TEXT_BYTES);
        byte[] text = raw(length);
        if (isAscii(text)) {
            return new String(text, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPacketException();
        }
    }

    /** Whether the text that comes next is this one, in ASCII; then it is read, else nothing is. */
    boolean isNext(String expected) {
        int length = expected.length();
        if (length > MAX_SHORT_TEXT || remaining() <= length || bytes.get(position) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte one = bytes.get(position + 1 + i);
            if (one < 0 || one != expected.charAt(i)) {
                return false;
            }
        }
        position += 1 + length;
        return true;
    }

    private static boolean isAscii(byte[] text) {
        for (byte one : text) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private long atMost(long max) throws MalformedPacketException {
        long value = var();
        if (value < 0 || value > max) {
            throw new MalformedPacketException();
        }
        return value;
    }

    private void need(int count) throws MalformedPacketException {
        if (count > remaining()) {
            throw new MalformedPacketException();
        }
    }
}
