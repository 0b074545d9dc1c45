package dev.maat.reference.stream;

import dev.maat.reference.packet.PacketCodec;

/** Counts the bytes in all buffers of a process against their bound. */
public final class Buffers {
    /** Room for any value of a view change, and the pieces of it. */
    private static final long LONG_VALUE_BYTES = 96 << 10;

    private static final long MAX_TRANSFER_WINDOW_BYTES = 256 << 10;

    private final long boundBytes;
    private long bytes;
    private long stateBytes;

    public Buffers(long boundBytes) {
        this.boundBytes = boundBytes;
    }

    public long boundBytes() {
        return boundBytes;
    }

    /** All that is held, the application's state included. */
    public long bytes() {
        return bytes + stateBytes;
    }

    public boolean hasRoomFor(long more) {
        return bytes + more <= boundBytes;
    }

    /**
     * Counts the application's state, where it is held for joiners. It takes no room from messages: a view whose members could store
     * none could not change, and so would never be rid of a joiner that does not load.
     */
    public void addState(long more) {
        stateBytes += more;
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
     * and half is for the application's state on its way to joiners: pieces out of order, and a state that is given in an array, which is
     * expected to be no longer than that.
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

    /**
     * The bytes of the application's state that a provider sends beyond the acknowledged ones. More would not fit the buffers of sockets
     * as systems grant them.
     */
    public long transferWindowBytes() {
        return Math.min(MAX_TRANSFER_WINDOW_BYTES, boundBytes / 64);
    }

    public long earlyBytes() {
        return boundBytes / 64;
    }
}
