package dev.maat.checkers.finding;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;

/**
 * Judges one property. The default methods say what the online judge must know of the property; their defaults are those of a
 * property that is judged at the end and counts no messages.
 */
public interface Checker {
    PropertyId property();

    /** Counts cases and tells violations; leaves the verdict to the findings. */
    void check(Facts facts, Findings findings);

    /**
     * Whether a violation found in a beginning of a history stands whatever lines come later. A violation that a later line may
     * still mend is told at the end.
     */
    default boolean isFirm(Proof proof) {
        return false;
    }

    /** The cases that messages were, which the online judge let go. They kept the property, so only their number counts. */
    default long casesOf(LetGoMessages letGo) {
        return 0;
    }

    /** Whether each upcall is a case of its own, at risk by its own time and not by its message's. */
    default boolean weighsUpcalls() {
        return false;
    }

    /** Whether a message that kept its promises otherwise broke this property, so that its lines must stay. */
    default boolean isBrokenBy(int message, Facts facts) {
        return false;
    }

    /** Whether deliveries that are present prove a violation: then it stays proved when they are let go. */
    default boolean isProvedByDeliveries() {
        return false;
    }

    /** The number of violations, given how many the window shows and how many were let go. */
    default long violations(long inWindow, long letGo) {
        return inWindow + letGo;
    }
}
