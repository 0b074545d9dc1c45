package dev.maat.reference.parts;

/** How a view ends: which messages are in the cut, and when a process holds enough of it to go on. */
public interface FlushPolicy {
    /** The longest prefix that any promiser holds; nobody goes on before it holds all of it. */
    FlushPolicy WHOLE_CUT = new FlushPolicy() {};

    /**
     * Through which unit a stream is in the cut.
     *
     * @param stable what the coordinator knows as stable
     * @param heldByPromisers the prefixes that those who promised hold, in rank order
     */
    default long cut(long stable, long[] heldByPromisers) {
        long longest = stable;
        for (long held : heldByPromisers) {
            longest = Math.max(longest, held);
        }
        return longest;
    }

    /** Whether who holds this much of a stream may propose, accept and install a value with that cut. */
    default boolean isComplete(long held, long cut) {
        return held >= cut;
    }
}
