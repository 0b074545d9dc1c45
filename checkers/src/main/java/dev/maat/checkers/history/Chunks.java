package dev.maat.checkers.history;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * How columns of bytes and of ints grow: by chunks, so that growing copies nothing but the first, small chunk. A column keeps its
 * own primitive arrays, so that an element is reached without a call or a cast.
 */
final class Chunks {
    static final int SHIFT = 14;
    static final int MASK = (1 << SHIFT) - 1;
    static final int INITIAL_LENGTH = 16;
    private static final int CHUNK = 1 << SHIFT;

    private Chunks() {}

    /** Makes room for one more element in a chunk that is full or does not exist yet. */
    static <A> A[] grown(A[] chunks, int chunk) {
        boolean missing = chunk == chunks.length;
        A[] grown = missing ? Arrays.copyOf(chunks, chunk + 1) : chunks;
        int length = missing ? 0 : Array.getLength(chunks[chunk]);
        @SuppressWarnings("unchecked") // The component type of an A[] is A.
        A room = (A) Array.newInstance(
                chunks.getClass().getComponentType().getComponentType(), missing ? CHUNK : length * 2);
        if (!missing) {
            System.arraycopy(chunks[chunk], 0, room, 0, length);
        }
        grown[chunk] = room;
        return grown;
    }
}
