package dev.maat.transport;

import java.util.Locale;

/** How packets travel. */
public enum TransportKind {
    /** Datagrams; a packet to the group is one datagram to each node. */
    UDP,
    /** Datagrams; a packet to the group is one datagram to an IP multicast group. */
    MULTICAST,
    /** One connection per directed link; a packet that finds no connection, or a full buffer, is lost. */
    TCP;

    /**
     * Reads {@code udp}, {@code multicast} or {@code tcp}.
     *
     * @throws IllegalArgumentException for another word, saying which there are
     */
    public static TransportKind of(String word) {
        for (TransportKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no transport '" + word + "'; there are udp, multicast and tcp");
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
