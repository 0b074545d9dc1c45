package dev.maat.reference.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a process. The first three options are words, the fourth is a number, the last is a secret. All other options are
 * times, given in milliseconds and held in nanoseconds: the option for {@code heartbeatNanos} is {@code heartbeatMillis}.
 *
 * @param reliability {@code reliability}: {@code nack} (default), {@code ack} or {@code tree}
 * @param ordering {@code ordering}: {@code fifo} (default), {@code causal}, {@code total} or {@code agreed}
 * @param delivery {@code delivery}: {@code plain} (default) or {@code uniform}
 * @param fanOut {@code fanOut}: with {@code tree}, how many peers a coordinator collects acknowledgements from; 8
 * @param heartbeatNanos the time between two heartbeats; 50 ms
 * @param suspicionNanos a member that was silent for longer is suspected, later where its packets come unevenly; 500 ms
 * @param bootstrapNanos how long founders not heard yet are waited for; 2000 ms
 * @param promiseNanos how long a coordinator that has a quorum waits for more promises; 250 ms
 * @param ballotNanos how old a ballot without a decision grows before a higher one follows; 500 ms
 * @param coordinatorStepNanos how much longer each further rank waits before it coordinates; 200 ms
 * @param transferNanos how long a joiner may take to load its state, or the next 16 KiB of it; 3000 ms
 * @param joinNanos the time between two requests to join; 100 ms
 * @param retryNanos the time between two requests of any other kind; 40 ms
 * @param groupEndNanos how long the last leaver stays; 1000 ms
 * @param groupKey {@code groupKey}: base64 of 16 to 1024 bytes that all processes of the group share; none by default
 */
public record Options(
        ReliabilityMode reliability,
        OrderingMode ordering,
        DeliveryRule delivery,
        int fanOut,
        long heartbeatNanos,
        long suspicionNanos,
        long bootstrapNanos,
        long promiseNanos,
        long ballotNanos,
        long coordinatorStepNanos,
        long transferNanos,
        long joinNanos,
        long retryNanos,
        long groupEndNanos,
        @Nullable Secret groupKey) {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MAX_MILLIS = 600_000;
    private static final long MIN_TICK_NANOS = 1_000_000;

    private static final List<String> WORD_OPTIONS = List.of("reliability", "ordering", "delivery");
    private static final String FAN_OUT = "fanOut";
    private static final String GROUP_KEY = "groupKey";
    private static final int MIN_KEY_BYTES = 16;
    private static final int MAX_KEY_BYTES = 1_024;
    private static final int DEFAULT_FAN_OUT = 8;
    private static final int MIN_FAN_OUT = 2;
    private static final int MAX_FAN_OUT = 64;
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

    /** @throws IllegalArgumentException for an unknown name, or a value that is not offered; the message names those that are */
    public static Options parse(Map<String, String> given) {
        for (String name : new TreeMap<>(given).keySet()) {
            if (!WORD_OPTIONS.contains(name)
                    && !name.equals(FAN_OUT)
                    && !name.equals(GROUP_KEY)
                    && !DEFAULT_MILLIS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "unknown option '" + name + "'; known are " + String.join(", ", WORD_OPTIONS) + ", "
                                + String.join(", ", DEFAULT_MILLIS.keySet()) + ", " + FAN_OUT + ", " + GROUP_KEY);
            }
        }
        Options options = new Options(
                mode(given, "reliability", ReliabilityMode.NACK),
                mode(given, "ordering", OrderingMode.FIFO),
                mode(given, "delivery", DeliveryRule.PLAIN),
                (int) number(given, FAN_OUT, DEFAULT_FAN_OUT, MIN_FAN_OUT, MAX_FAN_OUT),
                nanos(given, "heartbeatMillis"),
                nanos(given, "suspicionMillis"),
                nanos(given, "bootstrapMillis"),
                nanos(given, "promiseMillis"),
                nanos(given, "ballotMillis"),
                nanos(given, "coordinatorStepMillis"),
                nanos(given, "transferMillis"),
                nanos(given, "joinMillis"),
                nanos(given, "retryMillis"),
                nanos(given, "groupEndMillis"),
                secret(given));
        if (options.suspicionNanos < 2 * options.heartbeatNanos) {
            throw new IllegalArgumentException("option suspicionMillis must be at least twice heartbeatMillis:"
                    + " one lost heartbeat must not raise a suspicion");
        }
        return options;
    }

    /** The time between two looks at what has become due. */
    public long tickNanos() {
        return Math.max(MIN_TICK_NANOS, Math.min(heartbeatNanos, retryNanos) / 2);
    }

    private static <E extends Enum<E>> E mode(Map<String, String> given, String name, E standard) {
        String text = given.get(name);
        if (text == null) {
            return standard;
        }
        List<String> known = new ArrayList<>();
        for (E each : standard.getDeclaringClass().getEnumConstants()) {
            if (word(each).equals(text)) {
                return each;
            }
            known.add(word(each));
        }
        throw new IllegalArgumentException(
                "option " + name + " is '" + text + "'; known are " + String.join(", ", known));
    }

    private static @Nullable Secret secret(Map<String, String> given) {
        String text = given.get(GROUP_KEY);
        return text == null ? null : Secret.parse(GROUP_KEY, text, MIN_KEY_BYTES, MAX_KEY_BYTES);
    }

    private static String word(Enum<?> mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static long nanos(Map<String, String> given, String name) {
        return number(given, name, DEFAULT_MILLIS.getOrDefault(name, 0L), 1, MAX_MILLIS) * NANOS_PER_MILLI;
    }

    private static long number(Map<String, String> given, String name, long standard, long min, long max) {
        String text = given.get(name);
        long number;
        try {
            number = text == null ? standard : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option " + name + " is '" + text + "', not a whole number", e);
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException(
                    "option " + name + " is " + number + ", not within " + min + " to " + max);
        }
        return number;
    }
}
