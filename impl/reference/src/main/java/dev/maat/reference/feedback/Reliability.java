package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;

/**
 * The seam between reliable multicast and a strategy of feedback. An object serves one list of {@link Peers} from the first unit to
 * the last.
 *
 * <p>Stability gets its knowledge in one of two ways. Either each peer tells all peers at intervals how far it holds every stream; then
 * the strategy only repairs. Or a strategy {@linkplain #acknowledgesToSender() acknowledges to the sender}: it calls
 * {@link Peers#acknowledged} at the sender of a stream, and the sender tells all peers which of them hold it.
 */
public interface Reliability {
    /** Makes the strategy of one list of peers. */
    @FunctionalInterface
    interface Factory {
        Reliability serve(Peers peers);
    }

    /** Whether this strategy brings acknowledgements to the sender of each stream. */
    boolean acknowledgesToSender();

    /** The units {@code first} through {@code last} of a stream arrived in one packet, new ones or not. */
    void arrived(int stream, long first, long last);

    /** The inputs that were ready are handled; gaps, or the held or freed part of a stream, may have changed with them. */
    void review();

    /** The units of this process's own stream through this number were sent for the first time. */
    void transmitted(long through);

    /** Feedback arrived from a peer. */
    void onFeedback(int from, Packet.Feedback feedback);

    /** The sender of a stream says how far it knows that this process holds the stream and has freed it. */
    void believed(int stream, long heldThrough, long freedThrough);

    /** {@link Peers#suspects} answers otherwise than before. */
    default void suspicionsChanged() {}

    /** The time of {@link Peers#wakeAfter} is over. */
    void timerFired();
}
