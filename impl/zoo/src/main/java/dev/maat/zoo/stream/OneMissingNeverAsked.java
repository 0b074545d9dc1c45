package dev.maat.zoo.stream;

import dev.maat.reference.parts.RepairRule;

/**
 * A gap of exactly one message is never asked for (JGRP-1480). Breaks {@code agreement}.
 */
final class OneMissingNeverAsked implements RepairRule {
    @Override
    public long askedThrough(long held, long known) {
        return known == held + 1 ? held : known;
    }
}
