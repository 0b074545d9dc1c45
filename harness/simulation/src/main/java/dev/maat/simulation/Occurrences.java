package dev.maat.simulation;

/** Counts how often a key was seen, by open addressing over primitives. It forgets all keys when it has grown to its bound. */
final class Occurrences {
    /** Keys kept. Beyond it all are forgotten, and then draws may repeat, which does no other harm. */
    static final int MAX_KEYS = 1 << 21;

    private long[] keys = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    /** How often the key was seen before. */
    int next(long key) {
        long stored = key == 0 ? 1 : key;
        int at = slot(stored);
        if (keys[at] == stored) {
            return counts[at]++;
        }
        if (size >= MAX_KEYS) {
            keys = new long[1 << 12];
            counts = new int[1 << 12];
            size = 0;
            at = slot(stored);
        }
        keys[at] = stored;
        counts[at] = 1;
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return 0;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ (key >>> 32)) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
