package dev.maat.contract;

/**
 * Randomness as a pure function: the same arguments give the same number in the same run, no matter what was drawn
 * before. A core has no other source of randomness.
 */
@FunctionalInterface
public interface Draw {
    /** Uniform over all longs; {@code stream} names the purpose, {@code a} and {@code b} the occasion. */
    long draw(String stream, long a, long b);

    /** Uniform in {@code [0, boundExclusive)}. */
    default long below(long boundExclusive, String stream, long a, long b) {
        return Math.floorMod(draw(stream, a, b), boundExclusive);
    }
}
