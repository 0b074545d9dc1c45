package dev.maat.reference.feedback;

import java.util.Arrays;

/**
 * Ranges of one stream that something was done about of late: asked for, or sent again. Bounded: the range that ends soonest makes
 * room for a new one, so at worst something is done twice. The table grows as far as it must, since most peers of a large group have few
 * ranges at a time.
 */
final class RecentRanges {
    private static final int MAX_RANGES = 32;
    private static final int FEW_RANGES = 4;

    /** A range is three numbers: first, last, and the time until which it is recent. */
    private static final int WIDTH = 3;

    private static final int LAST = 1;
    private static final int UNTIL = 2;

    private long[] ranges = {};

    /** Records the range {@code first} through {@code last} until a time. */
    void add(long first, long last, long untilNanos, long now) {
        int soonest = 0;
        for (int i = WIDTH; i < ranges.length; i += WIDTH) {
            soonest = ranges[i + UNTIL] < ranges[soonest + UNTIL] ? i : soonest;
        }
        if (ranges.length == 0 || (ranges[soonest + UNTIL] > now && ranges.length < MAX_RANGES * WIDTH)) {
            soonest = ranges.length;
            ranges = Arrays.copyOf(ranges, Math.max(FEW_RANGES * WIDTH, 2 * ranges.length));
        }
        ranges[soonest] = first;
        ranges[soonest + LAST] = last;
        ranges[soonest + UNTIL] = untilNanos;
    }

    /** Whether the unit is in a range that is still recent. */
    boolean covers(long seq, long now) {
        for (int i = 0; i < ranges.length; i += WIDTH) {
            if (ranges[i + UNTIL] > now && ranges[i] <= seq && seq <= ranges[i + LAST]) {
                return true;
            }
        }
        return false;
    }

    /** The earliest time at which a recent range ends, or {@code now} if there is none. */
    long nextEnd(long now) {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < ranges.length; i += WIDTH) {
            if (ranges[i + UNTIL] > now) {
                earliest = Math.min(earliest, ranges[i + UNTIL]);
            }
        }
        return earliest == Long.MAX_VALUE ? now : earliest;
    }
}
