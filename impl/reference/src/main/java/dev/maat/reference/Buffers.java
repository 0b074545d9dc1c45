package dev.maat.reference;

/** What all buffers of a process hold, against the bound. */
final class Buffers {
    private final long boundBytes;
    private long bytes;

    Buffers(long boundBytes) {
        this.boundBytes = boundBytes;
    }

    long boundBytes() {
        return boundBytes;
    }

    long bytes() {
        return bytes;
    }

    boolean hasRoomFor(long more) {
        return bytes + more <= boundBytes;
    }

    void add(long more) {
        bytes += more;
    }

    void remove(long less) {
        bytes -= less;
    }

    /**
     * What one member may have on its way in a view of that many: three views at most are kept at a time (the running one and
     * two that others may ask for), a tenth is for queues and for packets that come early.
     */
    long windowBytes(int members) {
        return boundBytes * 3 / 10 / Math.max(1, members);
    }

    long queueBytes() {
        return boundBytes / 16;
    }

    long earlyBytes() {
        return boundBytes / 64;
    }
}
