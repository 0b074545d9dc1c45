package dev.maat.faults;

/**
 * What became of a planned fault.
 *
 * @param planned as it stood in the plan
 * @param done whether it was done at all; a kill that would have left no quorum is withheld
 * @param effect what it did
 */
public record FaultReport(PlannedFault planned, boolean done, FaultEffect effect) {
    /** Whether this alone makes the run inconclusive. */
    public boolean isInconclusive() {
        return planned.mustBite() && !effect.bit();
    }
}
