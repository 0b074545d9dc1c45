package dev.maat.reference.parts;

/** Which member gives messages their places in the total order, and whether messages get places at the end of a view. */
public interface SequencerPolicy {
    /**
     * The first member. A message without a place at the end of a view is delivered without one: a sequencer that was left behind
     * may have given the next places to other messages.
     */
    SequencerPolicy FIRST_MEMBER = members -> 0;

    /** The rank of the sequencer of a view of that many members. */
    int sequencer(int members);

    /** Whether messages that are unplaced at the end of a view get the places after the last one. */
    default boolean placesAtChange() {
        return false;
    }
}
