package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.SenderLog;

/** A list of members as a strategy of feedback sees it, and the strategy's way out: packets, one timer, and draws. */
public interface Peers {
    /** How many members there are, with this process. */
    int size();

    /** The rank of this process. */
    int self();

    /** How many streams there are: the members of the ranks below send. */
    int streams();

    SenderLog log(int stream);

    /** Whether the peer is taken for dead or cut off, an opinion that may be withdrawn. */
    boolean suspects(int rank);

    /** A number that is another one whenever {@link #suspects} answers otherwise than before. It is not negative. */
    long suspicionsSoFar();

    /** Through which number gaps are asked for. */
    long askedThrough(SenderLog log);

    /** An estimate of the time that a packet takes to the peer and another one back. */
    long roundTripNanos(int rank);

    /**
     * Notes that the peer holds the stream of this process, and has freed it, through these numbers.
     *
     * @return whether this was not known
     */
    boolean acknowledged(int rank, long heldThrough, long freedThrough);

    /** Through which number the peer is known to hold the stream of this process. */
    long heldBy(int rank);

    /** The list of members, as packets name it. */
    ViewRef ref();

    /** The bodies of all units of a packet take no more. */
    int maxBodyBytes();

    long now();

    /** A new draw, uniform in {@code [0, bound)}. */
    long draw(long bound, String stream);

    /** Sets the one timer of a strategy; setting it again replaces it. */
    void wakeAfter(long delayNanos);

    void send(int rank, Packet packet);

    /** Sends to all peers; where the transport has no group address, to one after the other. */
    void multicast(Packet packet);
}
