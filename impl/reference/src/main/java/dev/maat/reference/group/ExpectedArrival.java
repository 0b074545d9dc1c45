package dev.maat.reference.group;

/**
 * How long a member may be silent before it is suspected. The time after which its next packet is expected, and how far packets stray
 * from that, are estimated from those that came, with the gains of RFC 6298; a margin of four deviations is added (Chen, Toueg, Aguilera
 * 2002, section 6, the expected arrival; Bertier, Marin, Sens 2002, the margin). So a member behind a slow network, or on a machine that
 * is busy, is given longer, and shorter again once its packets come evenly.
 *
 * <p>Data come much closer together than heartbeats, so of all packets of one interval only the longest gap counts: a member that was slow
 * is trusted no longer than others once its packets come evenly again, whatever they are.
 *
 * <p>The estimate only lengthens the time that is configured: an even past says nothing about the first long pause. That a process has
 * ended is found faster by the transport's hint.
 */
final class ExpectedArrival {
    private static final int MEAN_SHIFT = 3;
    private static final int DEVIATION_SHIFT = 2;
    private static final int DEVIATIONS = 4;
    /** However uneven its packets came, a silent member is suspected after so many times of the configured one. */
    private static final int MAX_TIMES = 4;

    private final long shortestNanos;
    private final long intervalNanos;
    private long intervalEndsAt = Long.MIN_VALUE;
    private long longestGapNanos;
    private long meanNanos;
    private long deviationNanos;

    /**
     * @param shortestNanos no member is suspected sooner
     * @param intervalNanos between two heartbeats
     */
    ExpectedArrival(long shortestNanos, long intervalNanos) {
        this.shortestNanos = shortestNanos;
        this.intervalNanos = intervalNanos;
        this.meanNanos = intervalNanos;
    }

    /** A packet came, and the one before at that time. */
    void arrived(long previousAt, long now) {
        longestGapNanos = Math.max(longestGapNanos, now - previousAt);
        if (now >= intervalEndsAt) {
            estimate(longestGapNanos);
            longestGapNanos = 0;
            intervalEndsAt = now + intervalNanos;
        }
    }

    private void estimate(long gapNanos) {
        // A longer one was taken for the end of the process, and was none of its pauses.
        long error = Math.min(gapNanos, patienceNanos()) - meanNanos;
        meanNanos += error >> MEAN_SHIFT;
        deviationNanos += (Math.abs(error) - deviationNanos) >> DEVIATION_SHIFT;
    }

    long patienceNanos() {
        long expected = meanNanos + DEVIATIONS * deviationNanos;
        return Math.min(MAX_TIMES * shortestNanos, Math.max(shortestNanos, expected));
    }
}
