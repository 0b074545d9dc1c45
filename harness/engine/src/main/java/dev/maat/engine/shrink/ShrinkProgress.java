package dev.maat.engine.shrink;

/** Hears how far a search is. */
@FunctionalInterface
public interface ShrinkProgress {
    /**
     * After each candidate.
     *
     * @param candidates that were run
     * @param smallest the sizes of the smallest scenario so far
     */
    void at(int candidates, Sizes smallest);
}
