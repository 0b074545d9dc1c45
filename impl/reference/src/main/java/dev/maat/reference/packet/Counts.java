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
