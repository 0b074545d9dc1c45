package dev.maat.reference.wire;

import java.util.Arrays;

/** The bytes of an input, read as choices. After its end every choice is the first. */
final class Script {
    /** Numbers at which codes, windows and sums have their edges. */
    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        63,
        64,
        127,
        128,
        1_023,
        (1 << 16) - 1,
        1 << 16,
        (1 << 16) + 1,
        Integer.MAX_VALUE,
        1L << 31,
        1L << 60,
        Long.MAX_VALUE / 4
    };

    private final byte[] bytes;
    private int at;

    Script(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean goesOn() {
        return at < bytes.length;
    }

    /** From 0 to 255. */
    int u8() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    int below(int bound) {
        return u8() % bound;
    }

    boolean flag() {
        return (u8() & 1) != 0;
    }

    /** Mostly a small number, sometimes one at an edge. */
    long number() {
        int choice = u8();
        return choice < 192 ? choice % 16 : EDGES[choice % EDGES.length];
    }

    /** Up to so many of the next bytes. */
    byte[] bytes(int max) {
        int count = Math.min(below(max + 1), Math.max(0, bytes.length - at));
        byte[] copy = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return copy;
    }
}
