package dev.maat.reference.ordering;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.packet.Counts;

/** The order in which held messages are delivered: while a view runs, and at its end. */
public interface Ordering {
    /** A new view begins. View 0, which has no messages, is not opened, and nothing is asked for it. */
    void open(Epoch epoch);

    /** This process's next message is about to get its number: data of the order that go before it go into the stream now. */
    default void precede(Epoch epoch) {}

    /** More of the stream of this rank is held in the running view. */
    void advance(Epoch epoch, int rank);

    /** More is known of what the members hold: a message that waited for that may be delivered in the running view. */
    void acknowledged(Epoch epoch);

    /** A member tells that all it sends after the unit {@code sent} of its stream has a later Lamport time than {@code time}. */
    default void heardTime(Epoch epoch, int rank, long sent, long time) {}

    /** The inputs that were ready are handled: places that the other members do not know yet go into this process's stream. */
    void announcePlaces(Epoch epoch);

    /** Delivers the messages of the cut that were not delivered, and no others. */
    void deliverCut(Epoch epoch, Counts cut);

    /** Bytes that ordering one message takes in each member's buffers, at most; they are charged to the sender's window. */
    default int costBytes() {
        return 0;
    }

    /**
     * Shortens the cut of a new proposal where the order demands it; the whole cut is held here. An order that looks at
     * predecessors leaves out each message that has one beyond the cut, since no member could deliver it in order.
     */
    default Counts trim(Epoch epoch, Counts cut) {
        return cut;
    }
}
