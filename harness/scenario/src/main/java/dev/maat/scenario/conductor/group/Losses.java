package dev.maat.scenario.conductor.group;

/** The deaths and disturbances since the group was last calm: a next view that nobody has installed yet may count them. */
final class Losses {
    /** The group counts as calm after this long without a view, a death or a disturbance. */
    private static final long CALM_NANOS = 1_000_000_000L;

    private int deathsInNewest;
    private int newcomersDeadSinceCalm;
    private boolean disturbedSinceCalm;
    private long lastEventNanos;

    void installed(long now) {
        lastEventNanos = now;
    }

    /** A process that died before the newest view was installed anywhere promises nothing in it, so the next view cannot name it. */
    void newestInstalled() {
        deathsInNewest = 0;
    }

    void disturbed(long now) {
        disturbedSinceCalm = true;
        lastEventNanos = now;
    }

    /** A newcomer that had no view yet may be named in the next one nevertheless. */
    void died(long now, boolean hadView) {
        if (hadView) {
            deathsInNewest++;
        } else {
            newcomersDeadSinceCalm++;
        }
        lastEventNanos = now;
    }

    void lastingFaultIsOn() {
        disturbedSinceCalm = true;
    }

    /** Whether there is anything to forget, and the group may have come to rest since. */
    boolean mayBeForgotten(long now) {
        return (disturbedSinceCalm || deaths() > 0) && now - lastEventNanos >= CALM_NANOS;
    }

    void forget() {
        deathsInNewest = 0;
        newcomersDeadSinceCalm = 0;
        disturbedSinceCalm = false;
    }

    boolean disturbedSinceCalm() {
        return disturbedSinceCalm;
    }

    int newcomersDeadSinceCalm() {
        return newcomersDeadSinceCalm;
    }

    /** Deaths of processes that may be members of a next view that no process has installed yet. */
    int deaths() {
        return deathsInNewest + newcomersDeadSinceCalm;
    }
}
