package dev.maat.reference.study;

import dev.maat.contract.Draw;

/** Draws as hashes of a seed, a purpose and an occasion (the finalizer of SplitMix64: Steele, Lea, Flood 2014). */
record SeededDraw(long seed) implements Draw {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

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
