package dev.maat.checkers.history;

import java.util.Arrays;

/** Ints that are appended and changed in place: in chunks, so that growing copies nothing but the first, small one. */
final class IntColumn {
    private static final int SHIFT = 14;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int FIRST = 16;

    private int[][] chunks = {new int[FIRST]};
    private int count;

    int get(int index) {
        return chunks[index >> SHIFT][index & MASK];
    }

    void set(int index, int value) {
        chunks[index >> SHIFT][index & MASK] = value;
    }

    void add(int value) {
        int chunk = count >> SHIFT;
        int at = count & MASK;
        if (chunk == chunks.length || at == chunks[chunk].length) {
            grow(chunk);
        }
        chunks[chunk][at] = value;
        count++;
    }

    private void grow(int chunk) {
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk + 1);
            chunks[chunk] = new int[CHUNK];
        } else {
            chunks[chunk] = Arrays.copyOf(chunks[chunk], chunks[chunk].length * 2);
        }
    }
}
