package dev.maat.zoo.order;

import dev.maat.reference.parts.AgreedOrderRule;

/**
 * A message is next when a majority is past it. Breaks {@code weak-total-order}.
 */
final class MajorityPast implements AgreedOrderRule {
    @Override
    public boolean isNext(int members, int past) {
        return 2 * past > members;
    }
}
