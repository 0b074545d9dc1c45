package dev.maat.reference.parts;

/** When the messages, order data and decision of a past view k may be dropped. */
@FunctionalInterface
public interface RetentionRule {
    /**
     * When every member of k+1 has installed k+1, or a quorum of k+2 has installed k+2. A member of k+1 that has not installed it
     * still needs the decision and the cut; once k+2 is safe without that member, it may be told that they are gone.
     */
    RetentionRule ALL_OR_NEXT_QUORUM_INSTALLED =
            (allInstalledNext, quorumInstalledNextButOne) -> allInstalledNext || quorumInstalledNextButOne;

    /**
     * @param allInstalledNext whether every member of k+1 reports it installed
     * @param quorumInstalledNextButOne whether a quorum of k+2 is known to have installed k+2
     */
    boolean mayDrop(boolean allInstalledNext, boolean quorumInstalledNextButOne);
}
