package dev.maat.zoo.stream;

import dev.maat.reference.parts.StabilityPolicy;

/**
 * Takes as stable what all members but the slowest hold. Breaks {@code safe-indication} and {@code agreement}.
 */
final class AllButOneStable implements StabilityPolicy {
    @Override
    public long stable(Holdings holdings) {
        long shortest = Long.MAX_VALUE;
        long next = Long.MAX_VALUE;
        for (int report = 0; report < holdings.reports(); report++) {
            long held = holdings.heldThrough(report);
            if (held < shortest) {
                next = shortest;
                shortest = held;
            } else {
                next = Math.min(next, held);
            }
        }
        return next == Long.MAX_VALUE ? shortest : next;
    }
}
