package dev.maat.reference.packet;

/**
 * One attempt to decide the successor of a view; no two coordinators share one.
 *
 * @param counter from 1; 0 is {@link #NONE}
 * @param rank of the coordinator in the view
 */
public record Ballot(int counter, int rank) implements Comparable<Ballot> {
    /** Below every ballot that is ever opened. */
    public static final Ballot NONE = new Ballot(0, 0);

    public boolean isAbove(Ballot other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Ballot other) {
        int byCounter = Integer.compare(counter, other.counter);
        return byCounter != 0 ? byCounter : Integer.compare(rank, other.rank);
    }

    @Override
    public String toString() {
        return "b" + counter + "." + rank;
    }
}
