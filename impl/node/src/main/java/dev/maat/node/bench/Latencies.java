package dev.maat.node.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of times: buckets that grow with the time, each within 1/64 of it, so that a time is counted without allocation. */
final class Latencies {
    private static final int PRECISION_BITS = 6;
    private static final int SUB_BUCKETS = 1 << PRECISION_BITS;
    private static final int BUCKETS = SUB_BUCKETS * (Long.SIZE - PRECISION_BITS);

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    void clear() {
        for (int i = 0; i < BUCKETS; i++) {
            counts.set(i, 0);
        }
    }

    long count() {
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            count += counts.get(i);
        }
        return count;
    }

    /** The time that this share of all times does not exceed, rounded down to its bucket; 0 if there is none. */
    long quantile(double share) {
        long wanted = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (wanted > 0 && seen >= wanted) {
                return lowest(i);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - PRECISION_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return shift * SUB_BUCKETS + (int) (nanos >>> shift);
    }

    private static long lowest(int bucket) {
        int shift = Math.max(0, bucket / SUB_BUCKETS - 1);
        return (long) (bucket - shift * SUB_BUCKETS) << shift;
    }
}
