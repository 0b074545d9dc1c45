package dev.maat.reference.parts;

/** How much of a stream is stable, and so may be freed once delivered. */
@FunctionalInterface
public interface StabilityPolicy {
    /** What all members hold. */
    StabilityPolicy HELD_BY_ALL = heldByRank -> {
        long least = Long.MAX_VALUE;
        for (long held : heldByRank) {
            least = Math.min(least, held);
        }
        return least;
    };

    /**
     * @param heldByRank for one stream, per member of the view: the prefix it is known to hold; not to be changed
     */
    long stable(long[] heldByRank);
}
