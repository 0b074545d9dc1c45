package dev.maat.checkers.facts;

import java.util.Arrays;

/** A map from longs to ints that are not negative, without boxing. */
public final class LongIntMap {
    public static final int ABSENT = -1;

    private static final int MIN_SLOTS = 64;

    private long[] keys = new long[MIN_SLOTS];
    private int[] values = filled(MIN_SLOTS);
    private int size;

    /** Sets the value of a key that has none; returns the old value, or {@link #ABSENT}. */
    public int putIfAbsent(long key, int value) {
        int slot = slot(key);
        if (values[slot] != ABSENT) {
            return values[slot];
        }
        keys[slot] = key;
        values[slot] = value;
        if (++size * 2 > keys.length) {
            grow();
        }
        return ABSENT;
    }

    /** Removes all keys, in time proportional to the number of keys. */
    public void clear() {
        if (size == 0) {
            return;
        }
        if (size * 8 < keys.length && keys.length > MIN_SLOTS) {
            keys = new long[MIN_SLOTS];
            values = filled(MIN_SLOTS);
        } else {
            Arrays.fill(values, ABSENT);
        }
        size = 0;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
