package dev.maat.reference.stream;

/** Counts the bytes in all buffers of a process against their bound. */
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
     * The window of one member in a view of that many. At most three views are kept at a time: the running one, and two that
     * others may ask for. They get 81 % of the bound. Of the rest a third is for queues and for packets that arrive early, and two
     * thirds are for the application's state on its way to joiners, which is expected to be no longer than that.
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
