package dev.maat.zoo.stream;

import dev.maat.reference.parts.StabilityPolicy;

/**
 * Takes as stable what the first report says, whatever the others hold. Breaks {@code safe-indication}.
 */
final class FirstReportStable implements StabilityPolicy {
    @Override
    public long stable(Holdings holdings) {
        return holdings.reports() == 0 ? 0 : holdings.heldThrough(0);
    }
}
