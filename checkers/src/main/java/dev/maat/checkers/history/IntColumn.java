package dev.maat.checkers.history;

/** Ints that are appended and changed in place, in {@link Chunks}. */
final class IntColumn {
    private int[][] chunks = {new int[Chunks.INITIAL_LENGTH]};
    private int count;

    int get(int index) {
        return chunks[index >> Chunks.SHIFT][index & Chunks.MASK];
    }

    void set(int index, int value) {
        chunks[index >> Chunks.SHIFT][index & Chunks.MASK] = value;
    }

    void add(int value) {
        int chunk = count >> Chunks.SHIFT;
        int at = count & Chunks.MASK;
        if (chunk == chunks.length || at == chunks[chunk].length) {
            chunks = Chunks.grown(chunks, chunk);
        }
        chunks[chunk][at] = value;
        count++;
    }
}
