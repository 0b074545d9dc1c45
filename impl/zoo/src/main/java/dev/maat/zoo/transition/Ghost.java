package dev.maat.zoo.transition;

import dev.maat.reference.parts.DepartureRule;

/**
 * A process that the next view is without never stops: a ghost, as a member that stays for ever (Corosync PR 828). Breaks
 * {@code termination-of-delivery}.
 */
final class Ghost implements DepartureRule {
    @Override
    public boolean mayStop(boolean quorumInstalledNext) {
        return false;
    }
}
