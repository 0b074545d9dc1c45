package dev.maat.reference.reliability;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Packet;

/** How a unit that was lost on its way reaches a member of the running view after all. */
public interface Reliability {
    /** A new view begins. */
    void open(Epoch epoch);

    /** Units or acknowledgements arrived: gaps may be known now that were not known before. */
    void review(Epoch epoch);

    /** The member of that rank asks for units; a negative rank is no member's. */
    void onNack(int fromRank, Packet.Nack nack);

    /** {@link dev.maat.reference.group.Timer#NACK} fired. */
    void timerFired();
}
