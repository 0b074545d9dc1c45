package dev.maat.reference.parts;

/** How a view ends: which messages are in the cut, and how much of it a process must hold to go on. */
public interface FlushPolicy {
    /** The longest prefix that any promiser holds, and no process goes on before it holds all of it. */
    FlushPolicy WHOLE_CUT = new FlushPolicy() {};

    /**
     * The last unit of a stream that is in the cut. The longest prefix is right: each message that a promiser delivered is in
     * a prefix that it holds. A prefix that was delivered, or the shortest one, would miss some.
     *
     * @param stable the prefix that the coordinator knows as stable
     * @param heldByPromisers the prefixes that the promisers hold, in rank order
     */
    default long cut(long stable, long[] heldByPromisers) {
        long longest = stable;
        for (long held : heldByPromisers) {
            longest = Math.max(longest, held);
        }
        return longest;
    }

    /** Whether a process that holds this much of a stream may propose, accept and install a value with that cut. */
    default boolean isComplete(long held, long cut) {
        return held >= cut;
    }
}
