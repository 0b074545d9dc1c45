package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;

/**
 * A packet with the fields that every packet carries.
 *
 * @param generation a hash of the group's generation
 * @param sender the process that sent it
 * @param installed the view its sender has installed; view 0 for a founder, {@link ViewRef#NONE} for a process that is joining
 */
public record Envelope(long generation, ProcessId sender, ViewRef installed, Packet packet) {}
