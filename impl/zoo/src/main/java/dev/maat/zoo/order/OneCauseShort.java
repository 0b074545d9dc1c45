package dev.maat.zoo.order;

import dev.maat.reference.parts.CausalityRule;

/**
 * A message waits for all of its causes but the last of each stream. Breaks {@code causal}.
 */
final class OneCauseShort implements CausalityRule {
    @Override
    public boolean isSatisfied(long delivered, long cause) {
        return delivered >= cause - 1;
    }
}
