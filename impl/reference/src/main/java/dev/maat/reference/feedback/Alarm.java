package dev.maat.reference.feedback;

/** The one timer of a strategy, set to the earliest time that any part of it wants. */
final class Alarm {
    static final long NEVER = Long.MAX_VALUE;

    private final Peers peers;
    private long at = NEVER;

    Alarm(Peers peers) {
        this.peers = peers;
    }

    /** The timer fires at this time, or earlier. */
    void by(long nanos) {
        if (nanos < at) {
            at = nanos;
            peers.wakeAfter(Math.max(1, nanos - peers.now()));
        }
    }

    /** The timer has fired: nothing is set. */
    void fired() {
        at = NEVER;
    }
}
