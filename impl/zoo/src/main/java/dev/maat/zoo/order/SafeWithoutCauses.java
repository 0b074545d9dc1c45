package dev.maat.zoo.order;

import dev.maat.reference.parts.CausalityRule;

/**
 * A message is told safe as soon as every member holds it, though its cause may be with few: if those do not go on, the cut leaves the
 * message out. Breaks {@code safe-indication}.
 */
final class SafeWithoutCauses implements CausalityRule {
    @Override
    public boolean safeWithCauses() {
        return false;
    }
}
