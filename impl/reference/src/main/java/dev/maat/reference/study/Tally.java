package dev.maat.reference.study;

import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.reference.packet.Packet;
import java.util.BitSet;

/** Counts what a measurement asks for. Messages are numbered from 1, and each is one unit of the sender's stream. */
final class Tally {
    private final int receivers;
    private final long[] sentAt;
    private final int[] holders;
    private final BitSet lost = new BitSet();
    private final BitSet heard = new BitSet();
    private long feedback;
    private long feedbackBytes;
    private long requests;
    private long repairs;
    private long duplicates;
    private long sentBytes;
    private long sumLastNanos;
    private long maxLastNanos;

    Tally(int receivers, int messages) {
        this.receivers = receivers;
        this.sentAt = new long[messages + 1];
        this.holders = new int[messages + 1];
    }

    void multicast(long message, long now, int bytes) {
        sentAt[(int) message] = now;
        sentBytes += bytes;
    }

    /** The first packet of a message does not reach some receiver. */
    void lost(long message) {
        lost.set((int) message);
    }

    void sent(Packet packet, int bytes) {
        sentBytes += bytes;
        switch (packet) {
            case Packet.Data data -> repairs++;
            case Packet.Nack nack -> requests++;
            default -> {
                // Acknowledgements count where they arrive.
            }
        }
    }

    void reachedSender(int from, int bytes) {
        heard.set(from);
        feedback++;
        feedbackBytes += bytes;
    }

    void duplicate() {
        duplicates++;
    }

    /** A receiver's held prefix has grown. */
    void held(long before, long through, long now) {
        for (long message = before + 1; message <= through; message++) {
            if (++holders[(int) message] == receivers) {
                long last = now - sentAt[(int) message];
                sumLastNanos += last;
                maxLastNanos = Math.max(maxLastNanos, last);
            }
        }
    }

    boolean allHold(int message) {
        return holders[message] == receivers;
    }

    Figures figures(boolean complete) {
        return new Figures(
                lost.cardinality(),
                feedback,
                feedbackBytes,
                heard.cardinality(),
                requests,
                repairs,
                duplicates,
                sentBytes,
                sumLastNanos / (sentAt.length - 1),
                maxLastNanos,
                complete);
    }
}
