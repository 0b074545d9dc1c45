package dev.maat.transport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Counts packets on a member's links. For the member's thread only. */
public final class LinkCounters {
    private final SequencedMap<String, Long> received = new LinkedHashMap<>();
    private long lostSends;
    private long unknownSenders;
    private long malformed;

    LinkCounters(List<String> peers) {
        for (String peer : peers) {
            received.put(peer, 0L);
        }
    }

    void received(String peer) {
        received.merge(peer, 1L, Long::sum);
    }

    void lostSend() {
        lostSends++;
    }

    void lostSends(int count) {
        lostSends += count;
    }

    void unknownSender() {
        unknownSenders++;
    }

    void malformedPacket() {
        malformed++;
    }

    /** Packets received from each peer since the member began, probes included. */
    public SequencedMap<String, Long> received() {
        return Collections.unmodifiableSequencedMap(received);
    }

    /** Packets that could not be handed to the network, per destination. */
    public long lostSends() {
        return lostSends;
    }

    /** Packets and connections from senders that are not in the topology. */
    public long unknownSenders() {
        return unknownSenders;
    }

    /** Datagrams and frames from nodes of the topology that could not be read as packets. */
    public long malformed() {
        return malformed;
    }
}
