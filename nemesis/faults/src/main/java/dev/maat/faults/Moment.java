package dev.maat.faults;

/**
 * When a planned fault falls due. Today that is always a time; a moment in the protocol's life ("when the coordinator enters its
 * flush for the second time, 5 ms later") becomes one more record here, and each switch over moments then asks for it.
 */
public sealed interface Moment {
    /** The earliest time at which it can come, in milliseconds since the workload began. A plan is sorted by it. */
    long earliestMillis();

    /**
     * A time.
     *
     * @param millis since the workload began
     */
    record At(long millis) implements Moment {
        public At {
            Checks.millis("atMillis", millis);
        }

        @Override
        public long earliestMillis() {
            return millis;
        }
    }
}
