package dev.maat.faults;

/**
 * Randomness by site: each number is a pure function of the seed, the name of its purpose and the occasion. Removing a part of a
 * scenario therefore shifts no other draw, and that lets shrinking converge.
 *
 * @param seed of the run
 */
public record SeedDraw(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Uniform over all longs. */
    public long draw(String stream, long a, long b) {
        return stream(stream).draw(a, b);
    }

    /** The draws of one name, for a part that makes many. */
    public Stream stream(String name) {
        return new Stream(mix(mix(seed + GOLDEN) ^ hash(name)));
    }

    /**
     * The draws of one name.
     *
     * @param base a hash of the seed and the name
     */
    public record Stream(long base) {
        /** As {@link SeedDraw#draw}. */
        public long draw(long a, long b) {
            return mix(base + a * GOLDEN, b);
        }

        /** As {@link SeedDraw#below}. */
        public long below(long boundExclusive, long a, long b) {
            return SeedDraw.below(draw(a, b), boundExclusive);
        }
    }

    /** Uniform in {@code [0, boundExclusive)}. */
    public long below(long boundExclusive, String stream, long a, long b) {
        return below(draw(stream, a, b), boundExclusive);
    }

    /** Uniform in {@code [from, to]}. */
    public long between(long from, long to, String stream, long a, long b) {
        return from + below(to - from + 1, stream, a, b);
    }

    /** True with this probability. */
    public boolean percent(int percent, String stream, long a, long b) {
        return below(100, stream, a, b) < percent;
    }

    /** Maps a uniform long to {@code [0, boundExclusive)}. */
    public static long below(long uniform, long boundExclusive) {
        return Long.remainderUnsigned(uniform, boundExclusive);
    }

    /** Maps a uniform long to {@code [0, 1)}. */
    public static double unit(long uniform) {
        return (uniform >>> 11) * 0x1.0p-53;
    }

    /** Mixes one more number into a hash. */
    public static long mix(long hash, long more) {
        return mix(hash * 31 + mix(more + GOLDEN));
    }

    /** A 64-bit hash of a text; the same in every run and on every machine. */
    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
