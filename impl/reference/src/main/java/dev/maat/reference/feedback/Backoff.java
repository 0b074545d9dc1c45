package dev.maat.reference.feedback;

/**
 * The random wait before feedback that others may make needless (RFC 5401, section 3.2.2). The distribution is exponential and rises
 * towards the longest wait, the more steeply the larger the group: whatever its size, few peers draw so short a wait that they do not
 * hear the first of them in time.
 */
final class Backoff {
    /** The longest wait in round trips: 4 where feedback is multicast and any peer may answer. */
    static final int MAX_ROUND_TRIPS = 4;

    private static final long STEPS = 1L << 32;

    private Backoff() {}

    /** A wait of up to {@link #MAX_ROUND_TRIPS} times the round trip. */
    static long draw(Peers peers, long roundTripNanos, String stream) {
        double longest = (double) MAX_ROUND_TRIPS * roundTripNanos;
        double lambda = StrictMath.log(peers.size()) + 1;
        double uniform = (double) peers.draw(STEPS, stream) / STEPS;
        return (long) (longest / lambda * StrictMath.log(1 + uniform * (StrictMath.exp(lambda) - 1)));
    }
}
