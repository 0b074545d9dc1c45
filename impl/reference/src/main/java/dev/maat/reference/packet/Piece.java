package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;

/**
 * A part of a packet that is too long to be sent whole.
 *
 * @param id a hash of the whole; pieces of one id belong together
 */
public record Piece(long generation, ProcessId sender, long id, int index, int count, byte[] bytes) {}
