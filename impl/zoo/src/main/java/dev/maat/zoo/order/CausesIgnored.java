package dev.maat.zoo.order;

import dev.maat.reference.parts.CausalityRule;

/**
 * A message does not wait for its causes. Breaks {@code causal}.
 */
final class CausesIgnored implements CausalityRule {
    @Override
    public boolean isSatisfied(long delivered, long cause) {
        return true;
    }
}
