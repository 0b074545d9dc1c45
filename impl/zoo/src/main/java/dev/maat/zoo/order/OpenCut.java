package dev.maat.zoo.order;

import dev.maat.reference.parts.CausalityRule;

/**
 * The cut keeps a message whose cause is beyond it. No survivor holds that cause. Breaks {@code causal-gap-free} or wedges
 * the view change.
 */
final class OpenCut implements CausalityRule {
    @Override
    public boolean closesCut() {
        return false;
    }
}
