package dev.maat.simulation;

/** The timers of a process: for each that is set, the number of its latest setting. Open addressing over primitives. */
final class TimerSettings {
    private static final int FIRST_SLOTS = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Settings are numbered from 1. */
    private static final long NOT_SET = 0;

    private long[] ids = new long[FIRST_SLOTS];
    private long[] settings = new long[FIRST_SLOTS];
    private boolean[] taken = new boolean[FIRST_SLOTS];
    private int size;

    void set(long id, long setting) {
        int at = slot(id);
        if (!taken[at]) {
            if (2 * ++size > ids.length) {
                grow();
                at = slot(id);
            }
            taken[at] = true;
            ids[at] = id;
        }
        settings[at] = setting;
    }

    void cancel(long id) {
        settings[slot(id)] = NOT_SET;
    }

    boolean isLatest(long id, long setting) {
        return setting != NOT_SET && settings[slot(id)] == setting;
    }

    /** Cancels a timer, if this is its latest setting; returns whether it is. */
    boolean remove(long id, long setting) {
        int at = slot(id);
        boolean isLatest = settings[at] == setting && setting != NOT_SET;
        if (isLatest) {
            settings[at] = NOT_SET;
        }
        return isLatest;
    }

    /** Where the timer is, or may be put. */
    private int slot(long id) {
        int mask = ids.length - 1;
        int at = (int) (id * GOLDEN >>> 40) & mask;
        while (taken[at] && ids[at] != id) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Forgets the timers that are not set; a process may use each id once. */
    private void grow() {
        long[] oldIds = ids;
        long[] oldSettings = settings;
        int set = 0;
        for (long setting : oldSettings) {
            set += setting == NOT_SET ? 0 : 1;
        }
        int slots = 4 * set > oldIds.length ? oldIds.length * 2 : oldIds.length;
        ids = new long[slots];
        settings = new long[slots];
        taken = new boolean[slots];
        size = set + 1;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldSettings[i] != NOT_SET) {
                int at = slot(oldIds[i]);
                taken[at] = true;
                ids[at] = oldIds[i];
                settings[at] = oldSettings[i];
            }
        }
    }
}
