package dev.maat.zoo.transition;

import dev.maat.reference.parts.TransferRule;

/**
 * A survivor drops its snapshot before the joiners have loaded. When the provider dies, no other can take over. Breaks
 * {@code multicast-liveness}.
 */
final class SnapshotDropped implements TransferRule {
    @Override
    public boolean keepsSnapshot(boolean allLoaded) {
        return false;
    }
}
