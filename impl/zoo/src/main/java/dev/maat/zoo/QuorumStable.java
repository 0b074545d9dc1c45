package dev.maat.zoo;

import dev.maat.reference.parts.StabilityPolicy;
import java.util.Arrays;

/**
 * Takes as stable, and frees, what a majority holds. Who is not of it can never fetch the message: deliveries stop there, or
 * it stays behind for good. Breaks {@code agreement}, and {@code safe-indication} where a member dies.
 */
final class QuorumStable implements StabilityPolicy {
    @Override
    public long stable(long[] heldByRank) {
        long[] sorted = heldByRank.clone();
        Arrays.sort(sorted);
        int majority = sorted.length / 2 + 1;
        return sorted[sorted.length - majority];
    }
}
