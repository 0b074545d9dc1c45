package dev.maat.faults;

/**
 * The outcome of a planned fault, or of one of its falls if it waits for a mark and falls several times.
 *
 * @param planned the fault as the plan has it
 * @param done whether it was injected; for instance, a kill that would have left no quorum is withheld
 * @param effect its counted effect
 */
public record FaultReport(PlannedFault planned, boolean done, FaultEffect effect) {}
