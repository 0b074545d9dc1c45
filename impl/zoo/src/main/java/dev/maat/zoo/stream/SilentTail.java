package dev.maat.zoo.stream;

import dev.maat.reference.parts.TailRule;

/**
 * Heartbeats name the last number but one. If the packet with the last message is lost, nobody ever misses it. Breaks {@code
 * agreement}.
 */
final class SilentTail implements TailRule {
    @Override
    public long named(long last) {
        return Math.max(0, last - 1);
    }
}
