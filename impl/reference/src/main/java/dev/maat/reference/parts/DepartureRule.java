package dev.maat.reference.parts;

/** When a process that the decided next view is without stops accepting, answering and serving. */
@FunctionalInterface
public interface DepartureRule {
    /**
     * Once a quorum of the next view has installed it. A process that stops earlier may be needed for the quorum from which others
     * learn the decision; one crash then wedges the group.
     */
    DepartureRule QUORUM_HAS_INSTALLED = quorumInstalledNext -> quorumInstalledNext;

    boolean mayStop(boolean quorumInstalledNext);
}
