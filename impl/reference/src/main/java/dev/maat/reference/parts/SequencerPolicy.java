package dev.maat.reference.parts;

/** Who gives messages their places in the total order, and what becomes of those without one. */
public interface SequencerPolicy {
    /** The first member; what has no place at the end of a view is delivered without one: places are never given anew. */
    SequencerPolicy FIRST_MEMBER = members -> 0;

    /** The rank of the sequencer of a view of that many members. */
    int sequencer(int members);

    /** Whether who ends a view gives what is still unplaced the places after the last one. */
    default boolean placesAtChange() {
        return false;
    }
}
