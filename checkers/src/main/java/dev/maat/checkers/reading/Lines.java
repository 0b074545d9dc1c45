package dev.maat.checkers.reading;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream into lines without copying them: a line is a part of {@link #bytes}, valid until the next line. A run of NULs, the
 * unused rest of a memory map, takes one byte of a line however long it is.
 */
final class Lines {
    /** A longer line is not an event; without a bound one bad file would take all memory. */
    static final int MAX_LINE_BYTES = 4 << 20;

    /** Bytes past a line's end that a reader may touch; their values do not matter. */
    static final int SLACK_BYTES = 16;

    private static final int BLOCK_BYTES = 1 << 18;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final InputStream in;
    private byte[] block = new byte[BLOCK_BYTES + SLACK_BYTES];
    private int from;
    private int to;
    private int next;
    private int end;
    private int scannedTo;
    private boolean terminated;
    private boolean tooLong;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        from = next;
        terminated = false;
        tooLong = false;
        int scanned = from;
        while (true) {
            int at = newline(scanned);
            if (at >= 0) {
                to = at;
                next = at + 1;
                terminated = true;
                break;
            }
            if (!more()) {
                to = end;
                next = end;
                break;
            }
            scanned = scannedTo;
        }
        if (to - from > MAX_LINE_BYTES) {
            to = squeezed(from, to);
            tooLong |= to - from > MAX_LINE_BYTES;
        }
        boolean any = terminated || to > from || tooLong;
        number += any ? 1 : 0;
        return any;
    }

    private int newline(int begin) {
        int at = begin;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) LONG.get(block, at) ^ NEWLINES;
            long found = word - LOW_BITS & ~word & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < end; at++) {
            if (block[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** Reads more of the line that has begun, which may move; false at the end of the stream. */
    private boolean more() throws IOException {
        if (from > 0) {
            System.arraycopy(block, from, block, 0, end - from);
            end -= from;
            from = 0;
        }
        scannedTo = end;
        if (end == block.length - SLACK_BYTES) {
            end = squeezed(0, end);
            scannedTo = end;
            if (end > MAX_LINE_BYTES) {
                // The line is too long: only its end matters now.
                tooLong = true;
                end = 0;
                scannedTo = 0;
            } else if (end > (block.length - SLACK_BYTES) / 2) {
                block = Arrays.copyOf(block, (block.length - SLACK_BYTES) * 2 + SLACK_BYTES);
            }
        }
        int read = in.read(block, end, block.length - SLACK_BYTES - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Shrinks each run of NULs to one; returns the new end. */
    private int squeezed(int begin, int until) {
        int kept = begin;
        for (int i = begin; i < until; i++) {
            if (block[i] != 0 || kept == begin || block[kept - 1] != 0) {
                block[kept++] = block[i];
            }
        }
        return kept;
    }

    /** The bytes of the line from {@link #from} to before {@link #to}; the {@link #SLACK_BYTES} after it are readable. */
    byte[] bytes() {
        return block;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** Whether a newline ended the line. */
    boolean terminated() {
        return terminated;
    }

    /** Whether it is longer than {@link #MAX_LINE_BYTES}; then its remaining bytes mean nothing. */
    boolean tooLong() {
        return tooLong;
    }

    boolean blank() {
        if (tooLong) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (block[i] != ' ' && block[i] != '\t' && block[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** From 1. */
    long number() {
        return number;
    }
}
