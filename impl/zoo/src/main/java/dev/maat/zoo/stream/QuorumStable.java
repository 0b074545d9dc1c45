package dev.maat.zoo.stream;

import dev.maat.reference.parts.StabilityPolicy;

/**
 * Takes as stable, and frees, what a majority holds. A member outside that majority can never fetch the message: its deliveries
 * stop there, or it stays behind for good. Breaks {@code agreement}, and {@code safe-indication} where a member dies.
 */
final class QuorumStable implements StabilityPolicy {
    @Override
    public long stable(Holdings holdings) {
        int majority = holders(holdings, 0) / 2 + 1;
        long longest = 0;
        for (int report = 0; report < holdings.reports(); report++) {
            long through = holdings.heldThrough(report);
            if (holders(holdings, through) >= majority) {
                longest = Math.max(longest, through);
            }
        }
        return longest;
    }

    private static int holders(Holdings holdings, long through) {
        int holders = 0;
        for (int report = 0; report < holdings.reports(); report++) {
            holders += holdings.heldThrough(report) >= through ? holdings.members(report) : 0;
        }
        return holders;
    }
}
