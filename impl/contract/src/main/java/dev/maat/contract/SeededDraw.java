package dev.maat.contract;

/** For a runtime: draws as hashes of a seed, a stream and an occasion (the finalizer of SplitMix64: Steele, Lea, Flood 2014). */
public record SeededDraw(long seed) implements Draw {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The draws of one process of a run with that seed. */
    public static SeededDraw of(long seed, String process) {
        return new SeededDraw(mix(seed + process.hashCode() * GOLDEN));
    }

    @Override
    public long draw(String stream, long a, long b) {
        return mix(mix(mix(seed + stream.hashCode() * GOLDEN) + a * GOLDEN) + b * GOLDEN);
    }

    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
