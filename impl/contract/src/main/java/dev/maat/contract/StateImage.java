package dev.maat.contract;

/**
 * The application's state at one moment, as bytes that never change. A core reads it in pieces, and need not hold it whole: an application
 * whose state is long gives an image that reads a file, or a structure that later changes leave alone. For the member's thread.
 */
public interface StateImage {
    long sizeBytes();

    /**
     * The bytes from {@code offset} on.
     *
     * @param length at least 0; {@code offset + length} is at most {@link #sizeBytes}
     */
    byte[] read(long offset, int length);

    /** Memory that the image takes as long as it is kept; {@link Effect.Sample} counts it. None, if its bytes lie elsewhere. */
    default long heldBytes() {
        return sizeBytes();
    }

    /** Nobody reads the image any more. */
    default void close() {}

    /** An image of these bytes, which no side changes afterwards. */
    static StateImage of(byte[] state) {
        return new ArrayImage(state);
    }
}
