package dev.maat.scenario;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The load of the application.
 *
 * @param messagesPerSecond of the whole group together; 0: nothing but the END messages
 * @param minPayloadBytes smallest payload; sizes are drawn log-uniformly, so that small ones and those around a packet's size
 *     are both common. A payload is at least as long as its message id needs
 * @param maxPayloadBytes largest payload
 * @param durationMillis how long the safety phase lasts; it lasts longer if the plan has later faults
 * @param shape how the load is spread over senders and time: {@link #EVEN}, {@link #BURSTS}, {@link #HOT_SENDER} or {@link #FEW_SENDERS}
 * @param stateBytes how long the application's state is that joiners load, at least; 0: as short as it can be, which fits one packet
 * @param messages the ids of the only messages that are sent, besides the END messages; null: all. A message that is left out keeps its
 *     number and its time, so the times and sizes of the others stay as they are
 */
public record Workload(
        int messagesPerSecond,
        int minPayloadBytes,
        int maxPayloadBytes,
        long durationMillis,
        String shape,
        int stateBytes,
        @Nullable SequencedSet<String> messages) {
    /** Every node sends, at any time. */
    public static final String EVEN = "even";

    /** Every other second is silent; in the ones between, the rate is twice as high. */
    public static final String BURSTS = "bursts";

    /** One node, which is drawn, sends four messages of five. */
    public static final String HOT_SENDER = "hot-sender";

    /** About half of the nodes, which are drawn, send nothing; the others send as many messages as they would in an even load. */
    public static final String FEW_SENDERS = "few-senders";

    public static final List<String> SHAPES = List.of(EVEN, BURSTS, HOT_SENDER, FEW_SENDERS);

    /** Far above the rate of any implementation here; a higher one is a mistake of units. */
    static final int MAX_PER_SECOND = 1_000_000;

    static final int MAX_MESSAGES = 100_000;

    /** A node's name and an incarnation of some digits, a colon and a number. */
    private static final Pattern MESSAGE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}\\.[0-9]{1,9}:[1-9][0-9]{0,17}");

    static final int MAX_PAYLOAD_BYTES = 16 << 20;
    static final int MAX_STATE_BYTES = 256 << 20;
    static final long MAX_DURATION_MILLIS = 24 * 3_600_000L;

    public Workload {
        Bounds.within("workload.messagesPerSecond", messagesPerSecond, 0, MAX_PER_SECOND);
        Bounds.within("workload.minPayloadBytes", minPayloadBytes, 1, MAX_PAYLOAD_BYTES);
        Bounds.within("workload.maxPayloadBytes", maxPayloadBytes, minPayloadBytes, MAX_PAYLOAD_BYTES);
        Bounds.within("workload.durationMillis", durationMillis, 1, MAX_DURATION_MILLIS);
        if (!SHAPES.contains(shape)) {
            throw new IllegalArgumentException(
                    "workload.shape: one of " + String.join(", ", SHAPES) + ", not '" + shape + "'");
        }
        Bounds.within("workload.stateBytes", stateBytes, 0, MAX_STATE_BYTES);
        if (messages != null) {
            Bounds.within("workload.messages", messages.size(), 0, MAX_MESSAGES);
            messages.forEach(Workload::requireMessage);
            messages = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(messages));
        }
    }

    private static void requireMessage(String id) {
        if (!MESSAGE.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "workload.messages: the id of a message is its process, a colon and its number,"
                            + " as in n1.0:3, not '" + Names.excerpt(id) + "'");
        }
    }

    /** Every message is sent. */
    public Workload(
            int messagesPerSecond,
            int minPayloadBytes,
            int maxPayloadBytes,
            long durationMillis,
            String shape,
            int stateBytes) {
        this(messagesPerSecond, minPayloadBytes, maxPayloadBytes, durationMillis, shape, stateBytes, null);
    }

    /** An even load, and a short state. */
    public Workload(int messagesPerSecond, int minPayloadBytes, int maxPayloadBytes, long durationMillis) {
        this(messagesPerSecond, minPayloadBytes, maxPayloadBytes, durationMillis, EVEN, 0);
    }

    public Workload withStateBytes(int bytes) {
        return new Workload(
                messagesPerSecond, minPayloadBytes, maxPayloadBytes, durationMillis, shape, bytes, messages);
    }

    /** Whether the message is sent when its time comes. */
    public boolean sends(String process, long number) {
        return messages == null || messages.contains(process + ":" + number);
    }

    public static Workload of(int messagesPerSecond, long durationMillis) {
        return new Workload(messagesPerSecond, 32, 2_048, durationMillis);
    }
}
