package dev.maat.engine.hunt;

/**
 * The builds that a defect was hunted with: its result is that of no other.
 *
 * @param implementation the digest of the implementation
 * @param harness the digest of the harness, which draws and judges the runs
 */
public record ZooBuild(String implementation, String harness) {}
