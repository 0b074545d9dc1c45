package dev.maat.node.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines of bounded length. For one thread. */
public final class LineReader {
    private static final int CHUNK_BYTES = 8 << 10;

    private final InputStream in;
    private final int maxLineBytes;
    private byte[] buffer = new byte[CHUNK_BYTES];
    private int begin;
    private int scanned;
    private int end;

    public LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * The next line without its newline, or null at the end. A last line without a newline is torn, and is not returned.
     *
     * @throws LineTooLongException if a line is longer than the bound; no more can be read after it
     */
    public byte @Nullable [] next() throws IOException {
        return next(maxLineBytes);
    }

    /**
     * As {@link #next()}, with a bound of its own for this line.
     *
     * @param maxBytes about how many bytes are read before the line is found too long
     */
    public byte @Nullable [] next(int maxBytes) throws IOException {
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, begin, scanned);
                    begin = ++scanned;
                    return line;
                }
            }
            makeRoom(maxBytes);
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return null;
            }
            end += read;
        }
    }

    private void makeRoom(int maxBytes) throws LineTooLongException {
        if (end - begin > maxBytes) {
            throw new LineTooLongException(maxBytes);
        }
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            scanned -= begin;
            begin = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, maxLineBytes + 1 + CHUNK_BYTES));
        }
    }

    /** The other side sent more than a line may hold. */
    public static final class LineTooLongException extends IOException {
        LineTooLongException(int maxLineBytes) {
            super("a line is longer than " + maxLineBytes + " bytes");
        }
    }
}
