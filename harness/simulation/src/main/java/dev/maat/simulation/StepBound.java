package dev.maat.simulation;

import dev.maat.contract.Input;

/**
 * Finds a process that goes on and on while time stands still: by timers of no delay, packets to itself, or snapshots that bring each
 * other about. Each step takes no time, so without a bound such a run would never end. The bound counts inputs and virtual time alone,
 * so a seed finds the same step again.
 */
final class StepBound {
    /** Steps within one {@link #INSTANT_NANOS}. A process that was paused wakes to a hundredth of it. */
    static final int MAX_STEPS = 1_000_000;

    /** A packet to itself takes one nanosecond, so an instant of no length would not be enough. */
    static final long INSTANT_NANOS = 10_000_000L;

    /** The application may multicast a great deal at one instant, when a pause ends: each multicast gives room for as many steps. */
    static final int ROOM_OF_A_MULTICAST = 100;

    /** Where the instant begins; the first step begins one. */
    private long instantNanos = Long.MIN_VALUE / 2;

    private int steps;

    /** Counts a step; returns whether it is one too many. */
    boolean isExceededBy(Input input, long nowNanos) {
        long since = nowNanos - instantNanos;
        if (since < 0 || since >= INSTANT_NANOS) {
            instantNanos = nowNanos - Math.floorMod(nowNanos, INSTANT_NANOS);
            steps = 0;
        }
        if (input instanceof Input.Multicast) {
            steps = Math.max(0, steps - ROOM_OF_A_MULTICAST);
        }
        return ++steps > MAX_STEPS;
    }

    static String detail(Input input) {
        return "the core does not come to rest: more than " + MAX_STEPS + " steps within " + INSTANT_NANOS / 1_000_000
                + " ms of virtual time, the last one on " + input.getClass().getSimpleName();
    }
}
