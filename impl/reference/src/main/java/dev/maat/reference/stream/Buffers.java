package dev.maat.reference.stream;

/** What all buffers of a process hold, against the bound. */
public final class Buffers {
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
     * What one member may have on its way in a view of that many. Three views at most are kept at a time (the running one and
     * two that others may ask for); of the rest a third is for queues and for packets that come early, two thirds are for
     * the application's state on its way to joiners, which is expected to be no longer than that.
     */
    public long windowBytes(int members) {
        return boundBytes * 27 / 100 / Math.max(1, members);
    }

    public long queueBytes() {
        return boundBytes / 16;
    }

    public long earlyBytes() {
        return boundBytes / 64;
    }
}
