package dev.maat.zoo.order;

import dev.maat.reference.parts.AgreedOrderRule;

/**
 * Equal Lamport times are no obstacle: the rank of the sender is forgotten where a member is asked whether it is past a
 * message. Breaks {@code weak-total-order}.
 */
final class TiesIgnored implements AgreedOrderRule {
    @Override
    public boolean isPast(long toldTime, int member, long time, int sender) {
        return toldTime >= time - 1;
    }
}
