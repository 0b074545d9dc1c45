package dev.maat.reference.ordering;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;

/** In which order what is held is delivered: within a running view, and at its end. */
public interface Ordering {
    /** A new view begins. */
    void open(Epoch epoch);

    /** More of that stream is held in the running view. */
    void advance(Epoch epoch, int rank);

    /** The step ends: what has to be said to the others about the order goes into the own stream. */
    void flushOrders(Epoch epoch);

    /** Delivers what is in the cut and was not delivered, and nothing else. */
    void deliverCut(Epoch epoch, Counts cut);
}
