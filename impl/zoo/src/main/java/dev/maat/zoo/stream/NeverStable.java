package dev.maat.zoo.stream;

import dev.maat.reference.parts.StabilityPolicy;

/**
 * Nothing becomes stable: the window never opens again, and senders stay blocked (as where a stale view leaves a member out
 * of the credit maps, JGroups issue 1048). Breaks {@code send-liveness}.
 */
final class NeverStable implements StabilityPolicy {
    @Override
    public long stable(Holdings holdings) {
        return 0;
    }
}
