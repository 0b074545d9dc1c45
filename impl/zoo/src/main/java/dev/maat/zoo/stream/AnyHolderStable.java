package dev.maat.zoo.stream;

import dev.maat.reference.parts.StabilityPolicy;

/**
 * Takes as stable, and frees, what any member holds. Breaks {@code safe-indication} and {@code agreement}.
 */
final class AnyHolderStable implements StabilityPolicy {
    @Override
    public long stable(Holdings holdings) {
        long longest = 0;
        for (int report = 0; report < holdings.reports(); report++) {
            longest = Math.max(longest, holdings.heldThrough(report));
        }
        return longest;
    }
}
