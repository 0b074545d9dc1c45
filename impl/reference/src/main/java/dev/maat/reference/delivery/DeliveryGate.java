package dev.maat.reference.delivery;

import dev.maat.reference.group.Epoch;

/** Whether a message that is next in its order may be handed to the application of the running view. */
public interface DeliveryGate {
    /** Plain delivery: a message that is next in its order is handed up at once. */
    DeliveryGate PLAIN = (epoch, stream, through) -> true;

    /** Whether the stream of that rank may be handed up through this number, which is held here. */
    boolean isOpen(Epoch epoch, int stream, long through);

    /** The same for the order data of the stream of that rank: whether the places in them may be relied on. */
    default boolean isOpenForPlaces(Epoch epoch, int stream, long through) {
        return isOpen(epoch, stream, through);
    }
}
