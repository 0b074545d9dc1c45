package dev.maat.simulation;

import dev.maat.scenario.conductor.RunOutcome;

/**
 * How a simulated run went.
 *
 * @param outcome as the conductor saw it
 * @param fingerprint of all events and effects, in order; equal for equal scenarios
 * @param events handled
 * @param packetsSent one for each destination
 * @param packetsDelivered arrived at a process
 * @param deliveries messages handed to applications
 * @param viewChanges distinct views installed, the first not counted
 * @param joins processes that installed a view and were no founders
 * @param crashesInFanOut processes that died with a packet sent to some destinations and not to others
 * @param virtualNanos that the run lasted
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
