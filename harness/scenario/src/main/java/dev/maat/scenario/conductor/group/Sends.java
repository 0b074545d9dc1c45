package dev.maat.scenario.conductor.group;

import java.util.TreeSet;

/** The multicasts of one process: the numbers it was given, and those that have not returned yet. */
public final class Sends {
    private final TreeSet<Long> unanswered = new TreeSet<>();
    private long last;
    private long dueNanos;

    /** The number of the next multicast, which is then unanswered. */
    public long next() {
        unanswered.add(++last);
        return last;
    }

    /** Leaves the next number out: the workload does not send that message. */
    public void skip() {
        last++;
    }

    /** The newest number; 0: none yet. */
    public long last() {
        return last;
    }

    public int unanswered() {
        return unanswered.size();
    }

    public boolean isUnanswered(long number) {
        return unanswered.contains(number);
    }

    public boolean areAllAnswered() {
        return unanswered.isEmpty();
    }

    /** A multicast has returned or failed. */
    public void answered(long number) {
        unanswered.remove(number);
    }

    /** When the load is due to multicast next; 0: that is not drawn yet. */
    public long dueNanos() {
        return dueNanos;
    }

    public void due(long nanos) {
        dueNanos = nanos;
    }

    void forgetUnanswered() {
        unanswered.clear();
    }
}
