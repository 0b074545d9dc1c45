package dev.maat.engine.run;

/**
 * A run whose history is in memory, and in no file.
 *
 * @param evidence the history, as {@link dev.maat.checkers.Histories#ofEvidence} reads it; empty if the run was interrupted
 */
public record RunInMemory(DeploymentResult result, byte[] evidence) {}
