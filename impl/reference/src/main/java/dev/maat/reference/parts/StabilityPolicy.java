package dev.maat.reference.parts;

/**
 * How much of a stream is stable, and so may be freed once it is delivered.
 *
 * <p>The question is put in terms of {@link Holdings}: disjoint groups of members, each with the prefix that all of its members
 * hold. A member that acknowledges for itself is a group of one.
 */
@FunctionalInterface
public interface StabilityPolicy {
    /** The prefix that all members hold: a member that misses a unit can then fetch it from any other that has not freed it. */
    StabilityPolicy HELD_BY_ALL = holdings -> {
        long shortest = Long.MAX_VALUE;
        for (int report = 0; report < holdings.reports(); report++) {
            shortest = Math.min(shortest, holdings.heldThrough(report));
        }
        return shortest;
    };

    /** The stable prefix of one stream. */
    long stable(Holdings holdings);

    /** The known holders of one stream: every member of the view is in exactly one report. */
    interface Holdings {
        int reports();

        /** Every member of that report holds the stream through this number. */
        long heldThrough(int report);

        /** How many members that report speaks for. */
        int members(int report);
    }
}
