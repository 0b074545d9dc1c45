package dev.maat.checkers.facts;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of ints that are not negative, without boxing. */
final class IntSet {
    private static final int EMPTY = -1;
    private static final int MIN_SLOTS = 16;

    private int[] slots = filled(MIN_SLOTS);
    private int size;

    boolean contains(int value) {
        return size > 0 && slots[slot(value)] == value;
    }

    void add(int value) {
        int slot = slot(value);
        if (slots[slot] != value) {
            slots[slot] = value;
            size++;
        }
    }

    int capacity() {
        return slots.length;
    }

    /** Whether it should be rebuilt before the next addition. */
    boolean isFull() {
        return size * 2 >= slots.length;
    }

    /** Drops the values that are not wanted any more, and makes room for as many again as remain. */
    void rebuild(IntPredicate wanted) {
        int[] kept = Arrays.stream(slots)
                .filter(value -> value != EMPTY && wanted.test(value))
                .toArray();
        slots = filled(Math.max(MIN_SLOTS, Integer.highestOneBit(Math.max(1, kept.length)) * 8));
        size = 0;
        for (int value : kept) {
            add(value);
        }
    }

    private int slot(int value) {
        int mask = slots.length - 1;
        int slot = value * 0x9e3779b9 >>> 7 & mask;
        while (slots[slot] != EMPTY && slots[slot] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
