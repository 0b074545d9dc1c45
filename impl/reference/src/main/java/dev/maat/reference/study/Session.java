package dev.maat.reference.study;

import dev.maat.reference.packet.Counts;

/**
 * The sender's word at intervals, as it stands in heartbeats and announcements of the reference: without it the loss of a last
 * message shows no gap, and lost acknowledgements are not repeated. It is no feedback, and not counted.
 *
 * @param sent the last message
 * @param stable all receivers hold messages through this number, as far as the sender knows
 * @param held by rank, what the sender knows; empty where acknowledgements do not reach the sender
 * @param freed by rank, as {@code held}
 */
record Session(long sent, long stable, Counts held, Counts freed) {}
