package dev.maat.reference.feedback;

/**
 * Ranges of one stream that something was done about of late: asked for, or sent again. Bounded: the range that ends soonest makes
 * room for a new one, so at worst something is done twice.
 */
final class RecentRanges {
    private static final int MAX_RANGES = 32;

    private final long[] from = new long[MAX_RANGES];
    private final long[] to = new long[MAX_RANGES];
    private final long[] until = new long[MAX_RANGES];

    /** Records the range {@code first} through {@code last} until a time. */
    void add(long first, long last, long untilNanos) {
        int slot = 0;
        for (int i = 1; i < MAX_RANGES; i++) {
            slot = until[i] < until[slot] ? i : slot;
        }
        from[slot] = first;
        to[slot] = last;
        until[slot] = untilNanos;
    }

    /** Whether the unit is in a range that is still recent. */
    boolean covers(long seq, long now) {
        for (int i = 0; i < MAX_RANGES; i++) {
            if (until[i] > now && from[i] <= seq && seq <= to[i]) {
                return true;
            }
        }
        return false;
    }

    /** The earliest time at which a recent range ends, or {@code now} if there is none. */
    long nextEnd(long now) {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < MAX_RANGES; i++) {
            if (until[i] > now) {
                earliest = Math.min(earliest, until[i]);
            }
        }
        return earliest == Long.MAX_VALUE ? now : earliest;
    }
}
