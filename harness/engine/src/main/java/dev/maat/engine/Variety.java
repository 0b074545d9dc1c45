package dev.maat.engine;

import dev.maat.contract.Limits;
import dev.maat.faults.Flavour;
import dev.maat.faults.SeedDraw;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws what a request leaves open beside its faults: the size of the group, the load, the bounds, the network and the repair of losses.
 * Half of the seeds have the usual value of each, so that the faults alone make the difference there.
 *
 * @param varied whether anything is drawn; if not, everything open has its usual value
 */
record Variety(SeedDraw seed, boolean varied) {
    static final int USUAL_NODES = 5;
    static final int USUAL_RATE = 50;

    private static final int[] GROUPS = {3, 4, 6, 7, 9};

    /** So large that one member may die amid cuts while others are about to leave. */
    private static final int LARGE_GROUP = 7;

    private static final int[] RATES = {5, 20, 150};
    private static final PayloadSizes[] PAYLOADS = {new PayloadSizes(32, 300), new PayloadSizes(32, 600)};
    private static final int LOSS_PER_MILLE = 50;
    private static final int SMALL_BUFFER_BYTES = 256 * 1024;
    private static final int SMALL_PACKET_BYTES = 500;

    /** Two packets; a few windows of a transfer; so long that views change meanwhile. */
    private static final int[] STATES_BYTES = {2_500, 30_000, 200_000};

    private static final int OPTION_PERCENT = 10;
    private static final int FAN_OUT_PERCENT = 75;
    private static final int[] FAN_OUTS = {2, 3};

    /** Clocks of a cheap board, or of a machine that is steered hard. */
    private static final int FAST_CLOCK_PPM = 50_000;

    /** A payload of this length at least goes into a small buffer of each member. */
    private static final int SMALL_PAYLOAD_BYTES = 8_192;

    int nodes(@Nullable Integer asked) {
        if (asked != null) {
            return asked;
        }
        if (Flavour.of(seed.seed()) == Flavour.SNARE && rarely(50, "snare.nodes")) {
            return LARGE_GROUP;
        }
        return rarely(40, "nodes") ? GROUPS[below(GROUPS.length, "nodes")] : USUAL_NODES;
    }

    int messagesPerSecond(@Nullable Integer asked) {
        if (asked != null) {
            return asked;
        }
        if ((isChurn() && rarely(70, "churn.rate")) || (isStraggler() && rarely(50, "straggler.rate"))) {
            return RATES[RATES.length - 1];
        }
        return rarely(50, "rate") ? RATES[below(RATES.length, "rate")] : USUAL_RATE;
    }

    PayloadSizes payload(@Nullable PayloadSizes asked) {
        if (asked != null) {
            return asked;
        }
        return rarely(40, "payload") ? PAYLOADS[below(PAYLOADS.length, "payload")] : PayloadSizes.DEFAULT;
    }

    /**
     * How long the state is that joiners load; 0: it fits a packet. Only seeds of the later flavours have a long one: the others stay as they
     * were.
     */
    int stateBytes(@Nullable Integer asked, Implementation implementation) {
        if (asked != null) {
            return asked;
        }
        // An implementation that sends the state whole would break its contract by long states alone.
        boolean takesLong =
                !implementation.isStatic() && implementation.survives().contains(Implementation.LONG_STATES);
        if (takesLong && isChurn()) {
            int shorter = rarely(50, "churn.shorterState") ? STATES_BYTES[1] : 0;
            return rarely(40, "churn.state") ? STATES_BYTES[STATES_BYTES.length - 1] : shorter;
        }
        boolean draws = takesLong && Flavour.of(seed.seed()).isLater() && rarely(40, "state");
        return draws ? STATES_BYTES[below(STATES_BYTES.length, "state")] : 0;
    }

    String shape() {
        return rarely(40, "shape") ? Workload.SHAPES.get(below(Workload.SHAPES.size(), "shape")) : Workload.EVEN;
    }

    /** Fewer founders than the latecomers alone would leave: sometimes a group begins with very few of its nodes. */
    int founders(int nodes, int usual) {
        return rarely(10, "founders") ? 1 + below(nodes, "founders") : usual;
    }

    /** Loss and drift that no fault brings and no healing ends: they stay while liveness is judged. */
    NetworkModel network() {
        NetworkModel usual = NetworkModel.DEFAULT;
        return new NetworkModel(
                usual.minLatencyMicros(),
                usual.meanLatencyMicros(),
                rarely(10, "loss") ? LOSS_PER_MILLE : usual.lossPerMille(),
                usual.duplicatePerMille(),
                usual.reorderPerMille(),
                rarely(10, "drift") ? FAST_CLOCK_PPM : usual.clockDriftPpm(),
                usual.timerLateMicros());
    }

    /** @param stateBufferBytes the least buffers that the application's state asks for */
    Limits limits(Limits usual, int maxPayloadBytes, long stateBufferBytes) {
        boolean takesAll = maxPayloadBytes <= SMALL_PAYLOAD_BYTES && stateBufferBytes <= SMALL_BUFFER_BYTES;
        boolean smallBuffers = takesAll && (rarely(15, "buffers") || (isChurn() && rarely(70, "churn.buffers")));
        // An implementation that sends a message whole would break its contract by small packets alone.
        boolean takesPieces = maxPayloadBytes > usual.maxPacketBytes();
        boolean smallPackets =
                takesPieces && (rarely(15, "packets") || (isStraggler() && rarely(70, "straggler.packets")));
        int packet = smallPackets ? SMALL_PACKET_BYTES : usual.maxPacketBytes();
        return new Limits(
                packet,
                smallBuffers ? SMALL_PAYLOAD_BYTES : usual.maxPayloadBytes(),
                smallBuffers ? SMALL_BUFFER_BYTES : usual.maxBufferBytes());
    }

    /** Options of the implementation's own that its manifest lets a swarm set. */
    SequencedMap<String, String> options(Implementation implementation) {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        implementation.drawn().forEach((name, values) -> {
            if (rarely(OPTION_PERCENT, "option." + name)) {
                options.put(name, values.get(below(values.size(), "option." + name)));
            }
        });
        return options;
    }

    @Nullable
    String reliability(@Nullable String asked, Implementation implementation) {
        List<String> offered = implementation.reliabilities();
        boolean draws = asked == null && offered.size() > 1 && rarely(30, "reliability");
        return draws ? offered.get(below(offered.size(), "reliability")) : asked;
    }

    /**
     * How many members a coordinator of a tree hears; null: the implementation's own choice. With that choice a group of a few members may be no
     * tree at all.
     */
    @Nullable
    Integer fanOut(@Nullable String reliability) {
        boolean draws = RunRequest.TREE.equals(reliability) && !Flavour.isFirst(seed.seed());
        return draws && rarely(FAN_OUT_PERCENT, "fanOut") ? (Integer) FAN_OUTS[below(FAN_OUTS.length, "fanOut")] : null;
    }

    /** Whether deaths may cost the group its quorum; then only safety is claimed. */
    boolean risksQuorum() {
        return rarely(8, "quorum");
    }

    /** Views upon views fill what they fill only in small buffers, under load. */
    private boolean isChurn() {
        return Flavour.of(seed.seed()) == Flavour.CHURN;
    }

    /** A message of many packets is the likelier to arrive in part. */
    private boolean isStraggler() {
        return Flavour.of(seed.seed()) == Flavour.STRAGGLER;
    }

    private boolean rarely(int percent, String stream) {
        return varied && seed.percent(percent, "variety." + stream, 0, 0);
    }

    private int below(int bound, String stream) {
        return (int) seed.below(bound, "variety." + stream, 1, 0);
    }
}
