package dev.maat.checkers.finding;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;

/** Judges one property. */
public interface Checker {
    PropertyId property();

    /** Counts cases and tells violations; leaves the verdict to the findings. */
    void check(Facts facts, Findings findings);
}
