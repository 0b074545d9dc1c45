package dev.maat.faults;

/** When a planned fault falls due: at a time, or at a moment of the protocol. */
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

    /**
     * A moment that the protocol comes to: a process enters or leaves a phase that its implementation marks, or does a thing that the
     * harness sees itself ({@link Marks}). A plan cannot tell whether it ever comes.
     *
     * <p>An occurrence at which the fault would be pointless or unaffordable does not count: the fault waits for the next one.
     *
     * @param mark the name of the phase, or one of {@link Marks}
     * @param ends whether the end of the phase is meant; its beginning otherwise
     * @param by the process whose mark counts: a node, a {@link Role}, or empty for any
     * @param nth the first occurrence that counts, from 1
     * @param times at how many occurrences, from the nth, the fault is injected; each is a fault of its own
     * @param delayMicros from the occurrence to the fault
     * @param notBeforeMillis occurrences before this time, since the workload began, are not counted
     */
    record OnMark(String mark, boolean ends, String by, int nth, int times, long delayMicros, long notBeforeMillis)
            implements Moment {
        static final int MAX_COUNT = 1_000;
        static final long MAX_DELAY_MICROS = 60_000_000;
        private static final int MAX_MARK_CHARS = 64;

        public OnMark {
            if (mark.isBlank() || mark.length() > MAX_MARK_CHARS) {
                throw new IllegalArgumentException("mark: the name of a phase, of 1 to " + MAX_MARK_CHARS
                        + " characters, as \"flush\", or one of " + Marks.ALL);
            }
            if (by.startsWith(Role.SIGN)) {
                Role.named(by);
            }
            Checks.within("nth", nth, 1, MAX_COUNT);
            Checks.within("times", times, 1, MAX_COUNT);
            Checks.within("delayMicros", delayMicros, 0, MAX_DELAY_MICROS);
            Checks.millis("notBeforeMillis", notBeforeMillis);
        }

        /** The first time that any process comes to the mark. */
        public static OnMark first(String mark) {
            return new OnMark(mark, false, "", 1, 1, 0, 0);
        }

        @Override
        public long earliestMillis() {
            return notBeforeMillis;
        }
    }
}
