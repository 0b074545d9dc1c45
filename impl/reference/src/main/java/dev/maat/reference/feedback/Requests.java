package dev.maat.reference.feedback;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import java.util.ArrayList;
import java.util.List;

/** How peers with a gap ask for it: what negative acknowledgements cost the sender follows from it. */
public enum Requests {
    /** Each peer waits for a random time, then asks all peers: the first request suppresses the others (Floyd et al. 1997). */
    SUPPRESSED {
        @Override
        long waitNanos(Backoff backoff, long roundTripNanos) {
            return backoff.draw(roundTripNanos, "request");
        }

        @Override
        void send(Peers peers, List<Range> missing) {
            peers.multicast(new Packet.Nack(peers.ref(), missing));
        }
    },

    /**
     * Each peer asks the sender at once, and no other peer hears it: as many requests as peers with the gap (protocol N1 of Pingali,
     * Towsley, Kurose 1994). No group runs with it; the study compares with it.
     */
    UNHEARD {
        @Override
        long waitNanos(Backoff backoff, long roundTripNanos) {
            return 0;
        }

        @Override
        void send(Peers peers, List<Range> missing) {
            List<Range> ofOneStream = new ArrayList<>();
            for (Range range : missing) {
                if (!ofOneStream.isEmpty() && ofOneStream.getLast().rank() != range.rank()) {
                    ask(peers, ofOneStream);
                    ofOneStream = new ArrayList<>();
                }
                ofOneStream.add(range);
            }
            ask(peers, ofOneStream);
        }

        private static void ask(Peers peers, List<Range> missing) {
            peers.send(missing.getFirst().rank(), new Packet.Nack(peers.ref(), missing));
        }
    };

    /** How long a peer waits before it asks, so that it hears another one that asks first. */
    abstract long waitNanos(Backoff backoff, long roundTripNanos);

    /** Sends a request for these ranges, which are in the order of their streams; there is one at least. */
    abstract void send(Peers peers, List<Range> missing);
}
