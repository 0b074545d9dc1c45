package dev.maat.reference.parts;

/** The restrictions until joiners have loaded the application's state. */
public interface TransferRule {
    TransferRule UNTIL_ALL_LOADED = new TransferRule() {};

    /** Whether a survivor keeps its snapshot. It does until all joiners have loaded: the other survivors may die. */
    default boolean keepsSnapshot(boolean allLoaded) {
        return !allLoaded;
    }

    /**
     * Whether a member promises and accepts. Not before it has loaded: joiners without the state could otherwise be a quorum
     * after the last member with the state has died.
     */
    default boolean mayVote(boolean loaded) {
        return loaded;
    }

    /**
     * Whether a ballot may be opened only to admit a joiner. Not while an unsuspected joiner of the present view loads: it cannot
     * promise, so the ballot would exclude it, and joiners could exclude each other without end.
     */
    default boolean mayAdmit(boolean joinerLoads) {
        return !joinerLoads;
    }
}
