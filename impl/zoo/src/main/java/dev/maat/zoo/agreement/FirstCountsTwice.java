package dev.maat.zoo.agreement;

import dev.maat.reference.parts.QuorumRule;

/**
 * The vote of the first member counts twice. It and a minority decide while the majority decides without it. Breaks {@code
 * primary-component}.
 */
final class FirstCountsTwice implements QuorumRule {
    @Override
    public boolean isQuorum(int members, int count, boolean withFirst) {
        return 2 * (withFirst ? count + 1 : count) > members;
    }
}
