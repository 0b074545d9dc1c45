package dev.maat.simulation;

/** Counts how often a key was seen, by open addressing over primitives. It forgets all keys when it has grown to its bound. */
final class Occurrences {
    /** Keys kept. Beyond it all are forgotten, and then draws may repeat, which does no other harm. */
    static final int MAX_KEYS = 1 << 21;

    private static final int FIRST_SLOTS = 1 << 13;

    /** Key and count side by side: one line of the cache for both. */
    private long[] slots = new long[2 * FIRST_SLOTS];

    private int size;

    /** How often the key was seen before. */
    int next(long key) {
        long stored = key == 0 ? 1 : key;
        int at = slot(stored);
        if (slots[at] == stored) {
            return (int) slots[at + 1]++;
        }
        if (size >= MAX_KEYS) {
            slots = new long[2 * FIRST_SLOTS];
            size = 0;
            at = slot(stored);
        }
        slots[at] = stored;
        slots[at + 1] = 1;
        size++;
        if (size * 4 > slots.length) {
            grow();
        }
        return 0;
    }

    /** Neighbouring keys have neighbouring slots. */
    private int slot(long key) {
        long[] all = slots;
        int mask = all.length - 1;
        int at = (int) (key ^ (key >>> 32)) << 1 & mask;
        while (all[at] != 0 && all[at] != key) {
            at = at + 2 & mask;
        }
        return at;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int at = slot(old[i]);
                slots[at] = old[i];
                slots[at + 1] = old[i + 1];
            }
        }
    }
}
