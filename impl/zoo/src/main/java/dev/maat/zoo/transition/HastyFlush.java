package dev.maat.zoo.transition;

import dev.maat.reference.parts.FlushPolicy;

/**
 * A flush that does not wait for the unstable messages of others: a member that lacks part of the cut accepts, decides and
 * installs nevertheless, having delivered only the part that it holds. Breaks {@code virtual-synchrony} when a sender dies
 * whose last messages reached only some.
 */
final class HastyFlush implements FlushPolicy {
    @Override
    public boolean isComplete(long held, long cut) {
        return true;
    }
}
