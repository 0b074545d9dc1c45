package dev.maat.faults;

/**
 * The outcome of a planned fault.
 *
 * @param planned the fault as the plan has it
 * @param done whether it was injected; for instance, a kill that would have left no quorum is withheld
 * @param effect its counted effect
 */
public record FaultReport(PlannedFault planned, boolean done, FaultEffect effect) {
    /** Whether this alone makes the run inconclusive. */
    public boolean isInconclusive() {
        return planned.mustBite() && !effect.bit();
    }
}
