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
     * What one member may have on its way in a view of that many. Three views at most are kept at a time (the running one and
     * two that others may ask for); of the rest a third is for queues and for packets that come early, two thirds are for
     * the application's state on its way to joiners, which is expected to be no longer than that.
     */
    long windowBytes(int members) {
        return boundBytes * 27 / 100 / Math.max(1, members);
    }

    long queueBytes() {
        return boundBytes / 16;
    }

    long earlyBytes() {
        return boundBytes / 64;
    }
}
