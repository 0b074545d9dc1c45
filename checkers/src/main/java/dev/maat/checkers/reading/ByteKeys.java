package dev.maat.checkers.reading;

import java.util.Arrays;

/** A dictionary from bytes to numbers that are not negative; a lookup allocates nothing. */
final class ByteKeys {
    static final int ABSENT = -1;

    private int count;
    private byte[][] keys = new byte[16][];
    private int[] hashes = new int[16];
    private int[] numbers = new int[16];
    /** Position in the arrays plus one, or 0. */
    private int[] slots = new int[64];

    /** The number of a key, or {@link #ABSENT}. The caller computes the hash, which must be equal for equal bytes. */
    int get(byte[] bytes, int from, int to, int hash) {
        int mask = slots.length - 1;
        for (int slot = spread(hash) & mask; ; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (entry < 0) {
                return ABSENT;
            }
            if (hashes[entry] == hash && same(keys[entry], bytes, from, to)) {
                return numbers[entry];
            }
        }
    }

    /** Adds a key that is not there. */
    void put(byte[] bytes, int from, int to, int hash, int number) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
            numbers = Arrays.copyOf(numbers, count * 2);
            slots = new int[slots.length * 2];
            for (int entry = 0; entry < count; entry++) {
                place(entry);
            }
        }
        keys[count] = Arrays.copyOfRange(bytes, from, to);
        hashes[count] = hash;
        numbers[count] = number;
        place(count++);
    }

    private void place(int entry) {
        int mask = slots.length - 1;
        int slot = spread(hashes[entry]) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry + 1;
    }

    private static boolean same(byte[] key, byte[] bytes, int from, int to) {
        int length = to - from;
        if (key.length != length) {
            return false;
        }
        if (length > Long.BYTES) {
            return Arrays.equals(key, 0, length, bytes, from, to);
        }
        for (int i = 0; i < length; i++) {
            if (key[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ mixed >>> 15;
    }
}
