package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/** Draws faults on links: their links, shape and strength. */
final class LinkFaults {
    private static final int[] PERCENTS = {2, 5, 10, 20, 40};

    private static final int[] BURST_PACKETS = {3, 10, 40, 200};
    private static final int[] BURSTS_PER_MILLE = {60, 20, 8, 3};
    private static final int[] REPLAY_PERCENTS = {2, 10, 30};
    /** Some view changes later. */
    private static final long MAX_REPLAY_MILLIS = 4_000;

    /** One link in so many is slow beyond any suspicion. */
    private static final int SLOW_PERCENT = 15;

    private final List<String> nodes;
    private final SeedDraw seed;

    LinkFaults(List<String> nodes, SeedDraw seed) {
        this.nodes = nodes;
        this.seed = seed;
    }

    Fault draw(FaultKind kind, int i) {
        String stream = kind.word();
        return switch (kind) {
            case PARTITION -> partition(stream, i);
            case ONE_WAY_CUT -> new Fault.OneWayCut(cut(stream, i));
            case LOSS -> new Fault.Loss(links(stream, i), percent(stream, i));
            case LATENCY ->
                new Fault.Latency(
                        links(stream, i), delayMillis(stream, i), seed.between(0, 100, stream + ".jitter", i, 0));
            case DUPLICATE -> new Fault.Duplicate(links(stream, i), percent(stream, i));
            case REORDER ->
                new Fault.Reorder(links(stream, i), percent(stream, i), seed.between(1, 100, stream + ".hold", i, 0));
            case RESET -> new Fault.Reset(links(stream, i));
            case BURST_LOSS -> burstLoss(links(stream, i), stream, i);
            case CORRUPT -> new Fault.Corrupt(links(stream, i), percent(stream, i));
            case REPLAY -> replay(links(stream, i), stream, i);
            case KILL, CRASH_POINT, PAUSE, RESTART, JOIN, LEAVE, CLOCK_JUMP ->
                throw new IllegalArgumentException(kind + " is not a fault of links");
        };
    }

    /** From bursts of a few packets, often, to silences of a second or so. */
    Fault.BurstLoss burstLoss(List<Link> links, String stream, long i) {
        int shape = (int) seed.below(BURST_PACKETS.length, stream + ".burst", i, 0);
        return new Fault.BurstLoss(links, BURSTS_PER_MILLE[shape], BURST_PACKETS[shape]);
    }

    Fault.Replay replay(List<Link> links, String stream, long i) {
        int percent = REPLAY_PERCENTS[(int) seed.below(REPLAY_PERCENTS.length, stream + ".percent", i, 0)];
        return new Fault.Replay(links, percent, seed.between(300, MAX_REPLAY_MILLIS, stream + ".after", i, 0));
    }

    /** Cuts off one node, or splits the nodes anywhere; in some cases one node stands between and hears both sides. */
    private Fault.Partition partition(String stream, int i) {
        List<String> order = shuffled(stream, i);
        int bridge = order.size() > 2 && seed.percent(15, stream + ".bridge", i, 0) ? 1 : 0;
        int size = order.size() - bridge;
        int left = seed.percent(40, stream + ".alone", i, 0)
                ? 1
                : (int) seed.between(1, size - 1L, stream + ".left", i, 0);
        return new Fault.Partition(List.of(sorted(order.subList(0, left)), sorted(order.subList(left, size))));
    }

    private List<String> shuffled(String stream, int i) {
        List<String> order = new ArrayList<>(nodes);
        for (int at = order.size() - 1; at > 0; at--) {
            int other = (int) seed.below(at + 1L, stream + ".shuffle", i, at);
            order.set(at, order.set(other, order.get(at)));
        }
        return order;
    }

    private List<String> sorted(List<String> group) {
        List<String> inRankOrder = new ArrayList<>(nodes);
        inRankOrder.retainAll(group);
        return inRankOrder;
    }

    /** One link, all links to one node, or all links from it. */
    private List<Link> cut(String stream, int i) {
        int shape = (int) seed.below(4, stream + ".shape", i, 0);
        String one = nodes.get((int) seed.below(nodes.size(), stream + ".one", i, 0));
        List<String> others = new ArrayList<>(nodes);
        others.remove(one);
        String other = others.get((int) seed.below(others.size(), stream + ".other", i, 0));
        return switch (shape) {
            case 0 -> others.stream().map(from -> new Link(from, one)).toList();
            case 1 -> others.stream().map(to -> new Link(one, to)).toList();
            default -> List.of(new Link(one, other));
        };
    }

    private long delayMillis(String stream, int i) {
        return seed.percent(SLOW_PERCENT, stream + ".slow", i, 0)
                ? seed.between(300, 1_500, stream + ".delay", i, 1)
                : seed.between(1, 200, stream + ".delay", i, 0);
    }

    /** Every link in half of the cases; in the others the same shapes as for a cut. */
    private List<Link> links(String stream, int i) {
        return seed.percent(50, stream + ".all", i, 0) ? List.of() : cut(stream, i);
    }

    private int percent(String stream, int i) {
        return PERCENTS[(int) seed.below(PERCENTS.length, stream + ".percent", i, 0)];
    }
}
