package dev.maat.reference.group;

/**
 * The logical clock of a process (Lamport 1978): the time of a message is later than that of every message that its sender had
 * received. It goes on through all views.
 */
public final class LamportClock {
    private long time;

    /** The latest time that this process has given or seen: its next message gets a later one. */
    public long time() {
        return time;
    }

    /** The time of this process's next message. */
    public long next() {
        return ++time;
    }

    /** Records that a message with this time arrived. */
    public void witness(long other) {
        time = Math.max(time, other);
    }
}
