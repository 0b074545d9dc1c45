package dev.maat.zoo.stream;

import dev.maat.reference.parts.RepairRule;

/**
 * No gap is asked for: what the network loses stays lost. Breaks {@code agreement}.
 */
final class NothingAsked implements RepairRule {
    @Override
    public long askedThrough(long held, long known) {
        return held;
    }
}
