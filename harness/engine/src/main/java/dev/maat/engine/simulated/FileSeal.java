package dev.maat.engine.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The length and a digest of a file, taken while it is written, which shows later whether anybody else wrote to it. The digest is a
 * polynomial over the field of 2^61-1 elements whose coefficients are the bytes, seven at a time, at a secret point (Carter and Wegman,
 * 1979): to alter a file and keep its digest, one would have to guess the point. A cryptographic digest would say the same and take
 * ten times as long without the optimizing compiler.
 */
final class FileSeal {
    private static final long PRIME = (1L << 61) - 1;
    private static final int WORD_BYTES = 7;
    private static final long WORD = (1L << (8 * WORD_BYTES)) - 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A multiple of the word, with room behind it to read the last word as eight bytes. */
    private static final int BLOCK_BYTES = WORD_BYTES << 10;

    private final long point;
    private final byte[] block = new byte[BLOCK_BYTES + 1];
    private int filled;
    private long length;
    private long value = 1;

    /** The length and the digest of a file. */
    record Seal(long length, long digest) {}

    /** @param point the secret; any number */
    FileSeal(long point) {
        this.point = Math.floorMod(point, PRIME - 2) + 2;
    }

    void update(byte[] bytes, int from, int count) {
        length += count;
        int at = from;
        int left = count;
        while (left > 0) {
            int taken = Math.min(left, BLOCK_BYTES - filled);
            System.arraycopy(bytes, at, block, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
            if (filled == BLOCK_BYTES) {
                value = evaluated(BLOCK_BYTES);
                filled = 0;
            }
        }
    }

    /** The seal of everything so far. */
    Seal seal() {
        int padded = (filled + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
        for (int i = filled; i < padded; i++) {
            block[i] = 0;
        }
        return new Seal(length, evaluated(padded));
    }

    private long evaluated(int bytes) {
        long sum = value;
        for (int i = 0; i < bytes; i += WORD_BYTES) {
            long low = sum * point;
            long high = Math.multiplyHigh(sum, point);
            sum = (low & PRIME) + ((low >>> 61) | (high << 3)) + ((long) LONGS.get(block, i) & WORD);
            sum = (sum & PRIME) + (sum >>> 61);
        }
        return sum % PRIME;
    }

    /** Whether a file is as it was sealed. Never waits: a file may have been replaced by a pipe. */
    static boolean isIntact(Path file, Seal seal, long point) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != seal.length()) {
            return false;
        }
        FileSeal read = new FileSeal(point);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BLOCK_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read.update(buffer, 0, count);
            }
        }
        return read.seal().equals(seal);
    }
}
