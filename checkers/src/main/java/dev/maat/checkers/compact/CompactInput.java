package dev.maat.checkers.compact;

/** Reads what {@link CompactOutput} wrote. Not safe for several threads. */
final class CompactInput {
    private static final int MAX_SHIFT = 63;

    private final byte[] bytes;
    private int at;

    CompactInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return at;
    }

    void move(int position) {
        if (position < 0 || position > bytes.length) {
            throw new IllegalArgumentException("there is no byte " + position + " of " + bytes.length);
        }
        at = position;
    }

    CompactRecord record() {
        return CompactRecord.of(bytes[at++]);
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            if (shift >= MAX_SHIFT) {
                throw new IllegalArgumentException("a number of more than ten bytes at " + at);
            }
        }
    }

    /** A number that counts or names things: from 0 to that many. */
    int count(int max) {
        long value = number();
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " at " + at + " is more than " + max);
        }
        return (int) value;
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    long wide() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (bytes[at++] & 0xffL) << shift;
        }
        return value;
    }

    String text() {
        int end = count(bytes.length - at);
        end += at;
        StringBuilder text = new StringBuilder(end - at);
        while (at < end) {
            int first = bytes[at++] & 0xff;
            if (first < 0x80) {
                text.append((char) first);
            } else if (first < 0xe0) {
                text.append((char) ((first & 0x1f) << 6 | bytes[at++] & 0x3f));
            } else {
                text.append((char) ((first & 0xf) << 12 | (bytes[at++] & 0x3f) << 6 | bytes[at++] & 0x3f));
            }
        }
        return text.toString();
    }

    byte[] raw(int count) {
        if (count > bytes.length - at) {
            throw new IllegalArgumentException(count + " bytes at " + at + " are more than there are");
        }
        byte[] part = new byte[count];
        System.arraycopy(bytes, at, part, 0, count);
        at += count;
        return part;
    }
}
