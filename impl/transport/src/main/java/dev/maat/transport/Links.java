package dev.maat.transport;

import dev.maat.contract.Destination;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One way to move packets. Called by the member's thread only; never blocks. */
interface Links extends Closeable {
    /** {@link Links#nextWorkNanos} when there is none. */
    long NO_WORK = Long.MAX_VALUE;

    /** Opens and registers sockets; each key's attachment is a {@link Ready}. */
    void open(Selector selector) throws IOException;

    /** Sends the packet, or loses and counts it. The frame is the kind byte and the packet, from 0 to the limit; it is not kept. */
    void send(Destination to, ByteBuffer frame);

    /** Sends a probe to every peer, by the path that packets to it take. */
    void probe();

    /** Does the work that is due: connects, or gives up on a connection. */
    void work(long nowNanos);

    /** How long {@link #work} can wait, in nanoseconds from now, or {@link #NO_WORK}. */
    long nextWorkNanos(long nowNanos);

    /** Handles a key that is ready. */
    interface Ready {
        void ready(SelectionKey key);
    }

    /** Takes packets as they arrive, and what the transport learns of peers. */
    interface Receiver {
        /** The packet lies between the buffer's position and limit, during this call. */
        void receive(String from, ByteBuffer packet);

        /**
         * Whether the socket that is read has time for another packet. All sockets of a selection share one turn, before timers and
         * commands get theirs.
         *
         * @param sockets that bring packets; each has its share of the turn, whatever the others bring
         */
        boolean mayReadOn(int sockets);

        /** No process takes packets on that node, as far as its host says. */
        void unreachable(String node);
    }
}
