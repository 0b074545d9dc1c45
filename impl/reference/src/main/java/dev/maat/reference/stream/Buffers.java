package dev.maat.reference.stream;

import dev.maat.reference.packet.PacketCodec;

/** Counts the bytes in all buffers of a process against their bound. */
public final class Buffers {
    /** Room for any value of a view change, and the pieces of it. */
    private static final long LONG_VALUE_BYTES = 96 << 10;

    private final long boundBytes;
    private long bytes;

    public Buffers(long boundBytes) {
        this.boundBytes = boundBytes;
    }

    public long boundBytes() {
        return boundBytes;
    }

    public long bytes() {
        return bytes;
    }

    public boolean hasRoomFor(long more) {
        return bytes + more <= boundBytes;
    }

    public void add(long more) {
        bytes += more;
    }

    public void remove(long less) {
        bytes -= less;
    }

    /**
     * The window of one member in a view of that many. At most three views are kept at a time: the running one, and two that
     * others may ask for. They get 81 % of the bound. Of the rest half is for queues and for packets that arrive early or in pieces,
     * and half is for the application's state on its way to joiners, which is expected to be no longer than that.
     */
    public long windowBytes(int members) {
        return boundBytes * 27 / 100 / Math.max(1, members);
    }

    public long queueBytes() {
        return boundBytes / 16;
    }

    /**
     * Packets that come in pieces, and so none that carries messages. The room of one such packet is there in the smallest buffers
     * too, or no long value of a view change would ever arrive. Longer ones, of longer packets, have a share of the bound.
     */
    public long piecesBytes(int maxPacketBytes) {
        long longest = (long) PacketCodec.MAX_PIECES * maxPacketBytes;
        return Math.max(boundBytes / 64, Math.min(longest, Math.max(boundBytes / 16, LONG_VALUE_BYTES)));
    }

    public long earlyBytes() {
        return boundBytes / 64;
    }
}
