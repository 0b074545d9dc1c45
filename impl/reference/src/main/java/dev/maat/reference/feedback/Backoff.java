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

    private final Peers peers;
    private final double lambda;
    private final double steepness;

    Backoff(Peers peers) {
        this.peers = peers;
        this.lambda = StrictMath.log(peers.size()) + 1;
        this.steepness = StrictMath.exp(lambda) - 1;
    }

    /** A wait of up to {@link #MAX_ROUND_TRIPS} times the round trip. */
    long draw(long roundTripNanos, String stream) {
        double longest = (double) MAX_ROUND_TRIPS * roundTripNanos;
        double uniform = (double) peers.draw(STEPS, stream) / STEPS;
        return (long) (longest / lambda * StrictMath.log(1 + uniform * steepness));
    }
}
