package dev.maat.reference.feedback;

/**
 * The smoothed round-trip time to one peer, and the time-out that follows from it (RFC 6298, section 2). The bounds are not the RFC's,
 * which are made for the Internet: a group on a local network would wait a hundred round trips.
 */
public final class RoundTrip {
    static final long INITIAL_TIMEOUT_NANOS = 100_000_000;
    static final long MIN_TIMEOUT_NANOS = 10_000_000;
    static final long MAX_TIMEOUT_NANOS = 500_000_000;
    private static final long CLOCK_NANOS = 1_000_000;

    /** The smallest time-out, doubled so often, is above the largest: more doublings could only overflow. */
    private static final int MAX_BACKOFFS = 6;

    private long smoothed;
    private long variation;

    /** Takes in a measurement of a packet that was sent once; of a packet sent again none is certain (Karn's rule). */
    public void measured(long nanos) {
        if (smoothed == 0) {
            smoothed = Math.max(1, nanos);
            variation = nanos / 2;
            return;
        }
        variation += (Math.abs(smoothed - nanos) - variation) / 4;
        smoothed = Math.max(1, smoothed + (nanos - smoothed) / 8);
    }

    public boolean isMeasured() {
        return smoothed != 0;
    }

    /** The smoothed time, or {@code otherwise} before the first measurement. */
    public long smoothedNanos(long otherwise) {
        return smoothed == 0 ? otherwise : smoothed;
    }

    /** How long an acknowledgement is waited for after that many time-outs without one. */
    public long timeoutNanos(int backoffs) {
        long timeout = smoothed == 0 ? INITIAL_TIMEOUT_NANOS : smoothed + Math.max(CLOCK_NANOS, 4 * variation);
        return Math.min(MAX_TIMEOUT_NANOS, Math.max(MIN_TIMEOUT_NANOS, timeout) << Math.min(backoffs, MAX_BACKOFFS));
    }
}
