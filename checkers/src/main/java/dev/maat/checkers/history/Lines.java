package dev.maat.checkers.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines. A run of NULs, the unused rest of a memory map, takes one byte of a line however long it is.
 */
final class Lines {
    /** A longer line is no event; without a bound one bad file would take all memory. */
    static final int LINE_LIMIT_BYTES = 4 << 20;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int chunkFrom;
    private int chunkTo;
    private byte[] line = new byte[1024];
    private int length;
    private boolean terminated;
    private boolean tooLong;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        length = 0;
        terminated = false;
        tooLong = false;
        boolean any = false;
        while (chunkFrom < chunkTo || fill()) {
            any = true;
            int end = chunkFrom;
            while (end < chunkTo && chunk[end] != '\n') {
                end++;
            }
            append(chunkFrom, end);
            chunkFrom = Math.min(end + 1, chunkTo);
            if (end < chunkTo) {
                terminated = true;
                break;
            }
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        chunkFrom = 0;
        chunkTo = Math.max(0, in.read(chunk));
        return chunkTo > 0;
    }

    private void append(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chunk[i] == 0 && length > 0 && line[length - 1] == 0) {
                continue;
            }
            if (length == LINE_LIMIT_BYTES) {
                tooLong = true;
                return;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = chunk[i];
        }
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Whether a newline ended the line. */
    boolean terminated() {
        return terminated;
    }

    boolean tooLong() {
        return tooLong;
    }

    boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
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
