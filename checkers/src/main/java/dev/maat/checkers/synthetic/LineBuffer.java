package dev.maat.checkers.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Buffers lines of bytes for a stream. It is fast, since making the input of a benchmark should take less time than the benchmark. */
final class LineBuffer {
    private static final int FLUSH_AT_BYTES = 1 << 16;
    private static final int MAX_PIECE_BYTES = 1 << 12;

    private final OutputStream out;
    private byte[] bytes = new byte[FLUSH_AT_BYTES + MAX_PIECE_BYTES];
    private int length;

    LineBuffer(OutputStream out) {
        this.out = out;
    }

    LineBuffer text(String ascii) throws IOException {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    LineBuffer raw(byte[] ascii) throws IOException {
        if (length + ascii.length > bytes.length) {
            flush();
        }
        if (ascii.length > bytes.length) {
            out.write(ascii);
        } else {
            System.arraycopy(ascii, 0, bytes, length, ascii.length);
            length += ascii.length;
        }
        return this;
    }

    LineBuffer number(long notNegative) {
        int digits = 1;
        for (long rest = notNegative; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = notNegative;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Sixteen hexadecimal digits. */
    LineBuffer hex(long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) "0123456789abcdef".charAt((int) (value >>> shift) & 0xf);
        }
        return this;
    }

    void endLine() throws IOException {
        bytes[length++] = '}';
        bytes[length++] = '\n';
        if (length >= FLUSH_AT_BYTES) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}
