package dev.maat.zoo.agreement;

import dev.maat.reference.parts.QuorumRule;

/**
 * Half of a view is enough, whichever half. An even view that is split in the middle goes on twice. Breaks
 * {@code primary-component}.
 */
final class AnyHalf implements QuorumRule {
    @Override
    public boolean isQuorum(int members, int count, boolean withFirst) {
        return 2 * count >= members;
    }
}
