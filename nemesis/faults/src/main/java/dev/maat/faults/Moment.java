package dev.maat.faults;

/**
 * When a planned fault falls due. Today that is always a time. A moment set by the protocol ("5 ms after the coordinator has entered
 * its second flush") would be one more record here, and the compiler then finds every switch that must handle it.
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
