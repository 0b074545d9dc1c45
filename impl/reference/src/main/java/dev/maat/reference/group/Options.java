package dev.maat.reference.group;

import java.util.Map;
import java.util.TreeMap;

/**
 * What can be configured. All times are read in milliseconds, from options named as here with {@code Millis} at the end, and
 * held in nanoseconds.
 *
 * @param total whether deliveries are totally ordered ({@code ordering} = {@code total}) or by sender ({@code fifo}, default)
 * @param heartbeatNanos between two heartbeats; 50 ms
 * @param suspicionNanos after which who was not heard is suspected; 500 ms
 * @param bootstrapNanos how long founders not heard yet are waited for; 2000 ms
 * @param promiseNanos how long a coordinator that has a quorum waits for more promises; 250 ms
 * @param ballotNanos after which a ballot without a decision is followed by a higher one; 500 ms
 * @param coordinatorStepNanos how much longer each further rank waits before it coordinates; 200 ms
 * @param transferNanos how long a joiner may take to load its state; 3000 ms
 * @param joinNanos between two requests to join; 100 ms
 * @param retryNanos between two requests of any other kind; 40 ms
 * @param groupEndNanos how long the last leaver stays; 1000 ms
 */
public record Options(
        boolean total,
        long heartbeatNanos,
        long suspicionNanos,
        long bootstrapNanos,
        long promiseNanos,
        long ballotNanos,
        long coordinatorStepNanos,
        long transferNanos,
        long joinNanos,
        long retryNanos,
        long groupEndNanos) {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MAX_MILLIS = 600_000;

    private static final Map<String, Long> DEFAULT_MILLIS = defaults();

    private static Map<String, Long> defaults() {
        Map<String, Long> millis = new TreeMap<>();
        millis.put("heartbeatMillis", 50L);
        millis.put("suspicionMillis", 500L);
        millis.put("bootstrapMillis", 2_000L);
        millis.put("promiseMillis", 250L);
        millis.put("ballotMillis", 500L);
        millis.put("coordinatorStepMillis", 200L);
        millis.put("transferMillis", 3_000L);
        millis.put("joinMillis", 100L);
        millis.put("retryMillis", 40L);
        millis.put("groupEndMillis", 1_000L);
        return millis;
    }

    /** @throws IllegalArgumentException for a name or a value that is not offered, saying which are */
    public static Options parse(Map<String, String> given) {
        for (String name : new TreeMap<>(given).keySet()) {
            if (!name.equals("ordering") && !DEFAULT_MILLIS.containsKey(name)) {
                throw new IllegalArgumentException("unknown option '" + name + "'; known are ordering, "
                        + String.join(", ", DEFAULT_MILLIS.keySet()));
            }
        }
        Options options = new Options(
                isTotal(given.getOrDefault("ordering", "fifo")),
                nanos(given, "heartbeatMillis"),
                nanos(given, "suspicionMillis"),
                nanos(given, "bootstrapMillis"),
                nanos(given, "promiseMillis"),
                nanos(given, "ballotMillis"),
                nanos(given, "coordinatorStepMillis"),
                nanos(given, "transferMillis"),
                nanos(given, "joinMillis"),
                nanos(given, "retryMillis"),
                nanos(given, "groupEndMillis"));
        if (options.suspicionNanos < 2 * options.heartbeatNanos) {
            throw new IllegalArgumentException(
                    "option suspicionMillis must be at least twice heartbeatMillis: one lost heartbeat is no suspicion");
        }
        return options;
    }

    private static boolean isTotal(String ordering) {
        return switch (ordering) {
            case "fifo" -> false;
            case "total" -> true;
            default ->
                throw new IllegalArgumentException("option ordering is '" + ordering + "'; known are fifo, total");
        };
    }

    private static long nanos(Map<String, String> given, String name) {
        String text = given.get(name);
        long millis;
        try {
            Long standard = DEFAULT_MILLIS.get(name);
            millis = text == null && standard != null ? standard : Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option " + name + " is '" + text + "', not a whole number", e);
        }
        if (millis < 1 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("option " + name + " is " + millis + ", not within 1 to " + MAX_MILLIS);
        }
        return millis * NANOS_PER_MILLI;
    }
}
