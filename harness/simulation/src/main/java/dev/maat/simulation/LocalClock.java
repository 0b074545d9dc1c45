package dev.maat.simulation;

/**
 * A node's clock: an origin of its own, and a little too fast or too slow. It never goes back, and its rate never changes; it may jump ahead.
 */
final class LocalClock {
    private static final long MILLION = 1_000_000L;

    private long originNanos;
    private final long driftPpm;

    LocalClock(long originNanos, long driftPpm) {
        this.originNanos = originNanos;
        this.driftPpm = driftPpm;
    }

    void jump(long aheadNanos) {
        originNanos += aheadNanos;
    }

    long at(long globalNanos) {
        // In two parts, since one product could overflow.
        return originNanos
                + globalNanos
                + globalNanos / MILLION * driftPpm
                + globalNanos % MILLION * driftPpm / MILLION;
    }

    /** The first global time at which {@code delayNanos} have passed here since {@code globalNanos}. */
    long after(long globalNanos, long delayNanos) {
        long due = at(globalNanos) + Math.max(0, delayNanos);
        double rate = 1 + driftPpm / (double) MILLION;
        long guess = globalNanos + (long) (Math.max(0, delayNanos) / rate);
        while (at(guess) < due) {
            guess += Math.max(1, (due - at(guess)) / 2);
        }
        return guess;
    }
}
