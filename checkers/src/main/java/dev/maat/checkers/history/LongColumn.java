package dev.maat.checkers.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Longs that are appended and changed in place. They take four bytes each while the values of a chunk are close to its first one, as
 * times and places are, else eight.
 */
final class LongColumn {
    private static final int SHIFT = 12;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int INITIAL_LENGTH = 16;
    private static final int[] NONE = new int[0];

    private long[] firsts = new long[1];
    private int[][] offsets = {new int[INITIAL_LENGTH]};
    /** Chunks whose values are too far apart for offsets. */
    private long[] @Nullable [] whole = new long[1][];

    private int count;

    long get(int index) {
        int chunk = index >> SHIFT;
        long[] values = whole[chunk];
        return values == null ? firsts[chunk] + offsets[chunk][index & MASK] : values[index & MASK];
    }

    void add(long value) {
        int chunk = count >> SHIFT;
        int at = count & MASK;
        if (at == 0) {
            begin(chunk, value);
        }
        long[] values = whole[chunk];
        if (values == null && at == offsets[chunk].length) {
            offsets[chunk] = Arrays.copyOf(offsets[chunk], at * 2);
        } else if (values != null && at == values.length) {
            whole[chunk] = Arrays.copyOf(values, at * 2);
        }
        count++;
        set(count - 1, value);
    }

    void set(int index, long value) {
        int chunk = index >> SHIFT;
        long offset = value - firsts[chunk];
        // If the difference overflows, adding it overflows back, so a difference that fits into 32 bits is always
        // right.
        boolean close = offset == (int) offset;
        if (whole[chunk] == null && !close) {
            spread(chunk);
        }
        long[] values = whole[chunk];
        if (values == null) {
            offsets[chunk][index & MASK] = (int) offset;
        } else {
            values[index & MASK] = value;
        }
    }

    int count() {
        return count;
    }

    private void begin(int chunk, long first) {
        if (chunk == firsts.length) {
            int room = chunk + Math.max(1, chunk >> 3);
            firsts = Arrays.copyOf(firsts, room);
            offsets = Arrays.copyOf(offsets, room);
            whole = Arrays.copyOf(whole, room);
        }
        if (chunk > 0) {
            offsets[chunk] = new int[CHUNK];
        }
        firsts[chunk] = first;
    }

    private void spread(int chunk) {
        int[] close = offsets[chunk];
        long[] values = new long[close.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = firsts[chunk] + close[i];
        }
        whole[chunk] = values;
        offsets[chunk] = NONE;
    }
}
