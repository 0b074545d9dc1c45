package dev.maat.checkers.history;

/** Bytes that are appended and changed in place, in {@link Chunks}. */
final class ByteColumn {
    private byte[][] chunks = {new byte[Chunks.INITIAL_LENGTH]};
    private int count;

    byte get(int index) {
        return chunks[index >> Chunks.SHIFT][index & Chunks.MASK];
    }

    void set(int index, byte value) {
        chunks[index >> Chunks.SHIFT][index & Chunks.MASK] = value;
    }

    void add(byte value) {
        int chunk = count >> Chunks.SHIFT;
        int at = count & Chunks.MASK;
        if (chunk == chunks.length || at == chunks[chunk].length) {
            chunks = Chunks.grown(chunks, chunk);
        }
        chunks[chunk][at] = value;
        count++;
    }
}
