package dev.maat.reference.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link PacketWriter} wrote; nothing it reads is trusted. */
final class PacketReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    PacketReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** Reads the first {@code end} bytes. */
    PacketReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    int remaining() {
        return end - position;
    }

    int u8() throws MalformedPacketException {
        need(1);
        return bytes[position++] & 0xff;
    }

    long i64() throws MalformedPacketException {
        need(8);
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    long var() throws MalformedPacketException {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++];
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
        byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return copy;
    }

    byte[] block() throws MalformedPacketException {
        return raw(count(remaining()));
    }

    String text() throws MalformedPacketException {
        int length = count(PacketCodec.MAX_TEXT_BYTES);
        need(length);
        if (isAscii(position, position + length)) {
            String text = new String(bytes, position, length, StandardCharsets.ISO_8859_1);
            position += length;
            return text;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, length))
                    .toString();
            position += length;
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedPacketException();
        }
    }

    private boolean isAscii(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
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
