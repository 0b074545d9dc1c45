package dev.maat.zoo.transition;

import dev.maat.reference.parts.DepartureRule;

/**
 * A process that the next view is without stops as soon as it knows. The others may need it for the quorum from which they
 * learn the decision: one crash then wedges the group. No liveness is judged there, as no quorum is left of any view. But the process has
 * ended for a view that nobody installs. Breaks {@code no-unprovoked-exit}.
 */
final class EarlyDeparture implements DepartureRule {
    @Override
    public boolean mayStop(boolean quorumInstalledNext) {
        return true;
    }
}
