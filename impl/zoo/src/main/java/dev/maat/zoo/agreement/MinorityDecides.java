package dev.maat.zoo.agreement;

import dev.maat.reference.parts.QuorumRule;

/**
 * A third of a view decides. Two disjoint parts of a split view go on. Breaks {@code primary-component}.
 */
final class MinorityDecides implements QuorumRule {
    @Override
    public boolean isQuorum(int members, int count, boolean withFirst) {
        return 3 * count >= members;
    }
}
