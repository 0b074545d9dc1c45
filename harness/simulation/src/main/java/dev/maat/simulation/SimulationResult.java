package dev.maat.simulation;

import dev.maat.scenario.conductor.RunOutcome;

/**
 * The result of a simulated run.
 *
 * @param outcome as the conductor saw it
 * @param fingerprint of all events and effects, in order; equal for equal scenarios
 * @param events handled
 * @param packetsSent counted once for each destination
 * @param packetsDelivered packets that arrived at a process
 * @param deliveries messages handed to applications
 * @param viewChanges distinct views installed, the first not counted
 * @param joins processes that installed a view and were not founders
 * @param crashesInFanOut processes that died with a packet sent to some destinations and not to others
 * @param virtualNanos how long the run lasted
 */
public record SimulationResult(
        RunOutcome outcome,
        long fingerprint,
        long events,
        long packetsSent,
        long packetsDelivered,
        long deliveries,
        int viewChanges,
        int joins,
        int crashesInFanOut,
        long virtualNanos) {
    /** The fingerprint as 16 hexadecimal digits. */
    public String fingerprintHex() {
        return String.format("%016x", fingerprint);
    }
}
