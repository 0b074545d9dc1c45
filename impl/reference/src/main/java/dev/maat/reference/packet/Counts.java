package dev.maat.reference.packet;

import java.util.Arrays;

/** Numbers per rank, as a value: equal by content, never changed. */
public final class Counts {
    private final long[] byRank;

    private Counts(long[] byRank) {
        this.byRank = byRank;
    }

    /** Copies. */
    public static Counts of(long... byRank) {
        return new Counts(byRank.clone());
    }

    /** Keeps the array itself, which nobody else may have. */
    static Counts owning(long[] byRank) {
        return new Counts(byRank);
    }

    /** The same with another number at one rank. */
    public Counts with(int rank, long number) {
        if (byRank[rank] == number) {
            return this;
        }
        Counts changed = of(byRank);
        changed.byRank[rank] = number;
        return changed;
    }

    public int size() {
        return byRank.length;
    }

    public long at(int rank) {
        return byRank[rank];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts && Arrays.equals(byRank, counts.byRank);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(byRank);
    }

    @Override
    public String toString() {
        return Arrays.toString(byRank);
    }
}
