package dev.maat.naive;

import java.util.List;
import java.util.Set;

/**
 * The sizes beyond which a history is too large for a twin. A twin compares everything with everything, so its work grows with a power of the
 * history; the limits keep one property of one history within seconds.
 *
 * @param deliveries first deliveries
 */
record Bounds(long events, long sends, long deliveries, long processes) {
    private static final int MAX_LINES = 100_000;
    private static final double MAX_CUBED_SENDS = 1e7;
    private static final double MAX_PAIRS_OF_SENDS = 1.5e8;
    private static final double MAX_PAIRS_OF_DELIVERIES = 2e8;
    private static final double MAX_SENDS_BY_EVENTS = 2e8;

    private static final Set<String> CLOSURES = Set.of("causal", "causal-gap-free", "evs-causal");
    private static final Set<String> PAIRS_OF_SENDS =
            Set.of("fifo", "fifo-gap-free", "total-order", "total-order-of-core", "evs-agreed");
    private static final Set<String> PAIRS_OF_DELIVERIES = Set.of(
            "no-duplication",
            "place-agreement",
            "uniform-place-agreement",
            "uniform-prefix-order",
            "weak-total-order",
            "safe-indication",
            "evs-basic-delivery",
            "evs-failure-atomicity",
            "evs-safe");

    static Bounds of(NaiveHistory history) {
        long events = 0;
        long deliveries = 0;
        for (Proc process : history.all()) {
            events += process.events.size();
            deliveries += process.firstDelivery.size();
        }
        return new Bounds(
                events, history.sends.size(), deliveries, history.all().size());
    }

    /** Reading alone looks at all events of a process for each of its sends. */
    static boolean isTooLongToRead(List<String> lines) {
        return lines.size() > MAX_LINES;
    }

    boolean allow(String id) {
        double messages = sends;
        if (CLOSURES.contains(id)) {
            return messages * messages * messages <= MAX_CUBED_SENDS;
        }
        if (PAIRS_OF_SENDS.contains(id)) {
            return messages * messages * processes <= MAX_PAIRS_OF_SENDS;
        }
        if (PAIRS_OF_DELIVERIES.contains(id)) {
            return (double) deliveries * deliveries <= MAX_PAIRS_OF_DELIVERIES;
        }
        return messages * events <= MAX_SENDS_BY_EVENTS;
    }
}
