package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;

/** Judges one property. */
interface Checker {
    PropertyId property();

    /** Counts cases and tells violations; leaves the verdict to the findings. */
    void check(Facts facts, Findings findings);
}
