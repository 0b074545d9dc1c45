package dev.maat.zoo.transition;

import dev.maat.reference.parts.RetentionRule;

/**
 * The messages and the decision of a view are dropped as soon as the next one is installed here. A member that still asks
 * for them is told that they are gone, and ends. Breaks {@code no-unprovoked-exit}.
 */
final class EarlyDrop implements RetentionRule {
    @Override
    public boolean mayDrop(boolean allInstalledNext, boolean quorumInstalledNextButOne) {
        return true;
    }
}
