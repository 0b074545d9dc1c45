package dev.maat.reference.transfer;

import dev.maat.contract.Effect;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.Buffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A joiner's part: pieces go to the application in order, and wait here while one before them is missing. */
final class Incoming {
    /** Pieces that one acknowledgement answers, as in TCP (RFC 9293). */
    private static final int PIECES_PER_ACKNOWLEDGEMENT = 2;

    /** Ranges beyond the held pieces in one acknowledgement. */
    private static final int MAX_RANGES = 16;

    private final Host host;
    private final Buffers buffers;
    private final String viewId;
    private final ViewRef view;
    private final long maxAheadBytes;
    private final TreeMap<Long, byte[]> ahead = new TreeMap<>();
    private final StateDigest soFar = new StateDigest();
    private long aheadBytes;
    private long digest = StateDigest.NONE;
    private long held;
    /** Whether the application has any piece; an empty state has an empty one. */
    private boolean stored;

    private int unacknowledged;
    private boolean gap;

    /** @param maxAheadBytes of the pieces that wait for one before them */
    Incoming(Host host, Buffers buffers, String viewId, ViewRef view, long maxAheadBytes) {
        this.host = host;
        this.buffers = buffers;
        this.viewId = viewId;
        this.view = view;
        this.maxAheadBytes = maxAheadBytes;
    }

    /** The bytes that the application has stored. */
    long held() {
        return held;
    }

    /** The next request to a provider, which acknowledges pieces too. */
    Packet.SnapshotAsk ask() {
        unacknowledged = 0;
        gap = false;
        return new Packet.SnapshotAsk(view, digest, held, beyond());
    }

    /** Whether the provider should hear of pieces that have come. */
    boolean owesAcknowledgement() {
        return gap || unacknowledged >= PIECES_PER_ACKNOWLEDGEMENT;
    }

    boolean hasUnacknowledged() {
        return unacknowledged > 0;
    }

    /** Another provider may have other pieces: those that are not in order are of no use. What is stored stays. */
    void changeProvider() {
        forgetAhead();
    }

    /** Takes a piece of the present provider; true once the whole state is stored. */
    boolean take(Packet.SnapshotPiece piece) {
        if (piece.digest() != digest) {
            // The first piece, or one of a provider whose bytes for this state are others.
            restart();
            digest = piece.digest();
        }
        unacknowledged++;
        if (piece.offset() > held) {
            keep(piece);
        } else if (piece.offset() == held) {
            store(piece.bytes());
            storeAhead();
        } else {
            // The acknowledgement was lost.
            gap = true;
        }
        return stored && held >= piece.totalBytes();
    }

    /** Whether the bytes stored are those that the digest names. */
    boolean isIntact() {
        return soFar.value() == digest;
    }

    /** Forgets everything. */
    void restart() {
        forgetAhead();
        soFar.reset();
        digest = StateDigest.NONE;
        held = 0;
        stored = false;
    }

    private void keep(Packet.SnapshotPiece piece) {
        gap = true;
        long end = piece.offset() + piece.bytes().length;
        if (piece.bytes().length > 0
                && end - held <= maxAheadBytes
                && aheadBytes + cost(piece.bytes()) <= maxAheadBytes
                && ahead.putIfAbsent(piece.offset(), piece.bytes()) == null) {
            count(cost(piece.bytes()));
        }
    }

    private void storeAhead() {
        while (!ahead.isEmpty() && ahead.firstKey() <= held) {
            Map.Entry<Long, byte[]> first = ahead.pollFirstEntry();
            count(-cost(first.getValue()));
            if (first.getKey() == held) {
                store(first.getValue());
            }
        }
    }

    private void store(byte[] bytes) {
        host.emit(new Effect.StorePiece(viewId, held, bytes));
        soFar.add(bytes);
        held += bytes.length;
        stored = true;
    }

    private List<Range> beyond() {
        List<Range> ranges = new ArrayList<>();
        long from = -1;
        long end = -1;
        for (Map.Entry<Long, byte[]> each : ahead.entrySet()) {
            if (each.getKey() != end) {
                if (end >= 0) {
                    ranges.add(new Range(0, from, end - 1));
                }
                if (ranges.size() == MAX_RANGES) {
                    return ranges;
                }
                from = each.getKey();
            }
            end = each.getKey() + each.getValue().length;
        }
        if (end >= 0) {
            ranges.add(new Range(0, from, end - 1));
        }
        return ranges;
    }

    private void forgetAhead() {
        count(-aheadBytes);
        ahead.clear();
    }

    private static long cost(byte[] bytes) {
        return bytes.length + (long) Unit.OVERHEAD_BYTES;
    }

    private void count(long more) {
        aheadBytes += more;
        buffers.add(more);
    }
}
