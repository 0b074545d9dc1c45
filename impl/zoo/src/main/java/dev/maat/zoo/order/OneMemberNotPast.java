package dev.maat.zoo.order;

import dev.maat.reference.parts.AgreedOrderRule;

/**
 * A message is next when all members but one are past it. Breaks {@code weak-total-order}.
 */
final class OneMemberNotPast implements AgreedOrderRule {
    @Override
    public boolean isNext(int members, int past) {
        return past >= members - 1;
    }
}
