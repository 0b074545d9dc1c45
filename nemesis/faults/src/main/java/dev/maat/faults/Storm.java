package dev.maat.faults;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of plans in which the network is bad for the whole run and a blow falls every second or so: a kill, a cut, a pause or
 * a crash point. Ballots then take long, overtake each other and meet further faults. Every node that dies comes back as far as joins
 * are possible.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Storm(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final long CALM_MILLIS = 1_500;
    private static final int[] LOSS_PERCENTS = {5, 10, 20, 30};
    private static final int[] DUPLICATE_PERCENTS = {5, 20, 40};
    private static final int[] REORDER_PERCENTS = {20, 40, 60};
    private static final int[] JITTERS_MILLIS = {20, 100, 300};
    private static final int[] GAPS_MILLIS = {600, 1_200, 2_000};
    private static final int[] CUT_MILLIS = {100, 300, 700, 1_500, 3_000};

    private static final long MAX_POINT_MILLIS = 200;

    /** Each part of the bad weather is there in most storms. */
    private static final int PRESENT_PERCENT = 75;

    public Storm {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        SeedDraw draws = new SeedDraw(seed);
        Drawing drawing = new Drawing(nodes, kinds, draws);
        drawing.latecomers(founders, windowMillis);
        if (nodes.size() > 1) {
            weather(drawing, draws);
            long gap = pick(draws, GAPS_MILLIS, "storm.gap", 0);
            for (long at = CALM_MILLIS + gap / 2, i = 0; at < windowMillis - CALM_MILLIS; i++) {
                blow(drawing, at, i);
                at += draws.between(gap / 2, gap + gap / 2, "storm.at", i, 0);
            }
            drawing.returns();
            Gusts gusts = new Gusts(drawing, windowMillis);
            gusts.weather(Math.min(CALM_MILLIS, windowMillis / 4));
            gusts.blow(CALM_MILLIS);
        }
        return drawing.plan();
    }

    private void weather(Drawing drawing, SeedDraw draws) {
        long from = Math.min(CALM_MILLIS, windowMillis / 4);
        @Nullable Long lasts = Math.max(1, windowMillis - 2 * from);
        if (present(draws, drawing, FaultKind.LATENCY)) {
            drawing.at(from, lasts, new Fault.Latency(List.of(), 10, pick(draws, JITTERS_MILLIS, "storm.jitter", 0)));
        }
        if (present(draws, drawing, FaultKind.LOSS)) {
            drawing.at(from, lasts, new Fault.Loss(List.of(), pick(draws, LOSS_PERCENTS, "storm.loss", 0)));
        }
        if (present(draws, drawing, FaultKind.DUPLICATE)) {
            drawing.at(
                    from, lasts, new Fault.Duplicate(List.of(), pick(draws, DUPLICATE_PERCENTS, "storm.duplicate", 0)));
        }
        if (present(draws, drawing, FaultKind.REORDER)) {
            drawing.at(
                    from,
                    lasts,
                    new Fault.Reorder(
                            List.of(),
                            pick(draws, REORDER_PERCENTS, "storm.reorder", 0),
                            pick(draws, JITTERS_MILLIS, "storm.hold", 0)));
        }
    }

    private static boolean present(SeedDraw draws, Drawing drawing, FaultKind kind) {
        return drawing.has(kind) && draws.percent(PRESENT_PERCENT, "storm.present", kind.ordinal(), 0);
    }

    private void blow(Drawing drawing, long at, long i) {
        SeedDraw draws = drawing.seed;
        boolean partitions = drawing.has(FaultKind.PARTITION);
        boolean oneWay = drawing.has(FaultKind.ONE_WAY_CUT);
        int kind = (int) draws.below(10, "blow", i, 0);
        String node = drawing.node("blow", i);
        long cutMillis = pick(draws, CUT_MILLIS, "blow.cut", i);
        if (kind < 4) {
            death(drawing, at, i, node);
        } else if (kind < 6 && drawing.has(FaultKind.PAUSE)) {
            drawing.at(at, drawing.pauseMillis("blow", i), new Fault.Pause(node));
        } else if (kind == 6 && oneWay && nodes.size() > 2) {
            drawing.at(at, cutMillis, drawing.shapes.toOneOnly(node, "blow", i));
            death(drawing, at + draws.between(5, 100, "blow.after", i, 0), i, node);
        } else if (kind == 7 && oneWay) {
            flap(drawing, at, i);
        } else if (partitions || oneWay) {
            drawing.at(at, cutMillis, drawing.shapes.cut("blow", i, partitions, oneWay));
        } else {
            death(drawing, at, i, node);
        }
    }

    /** A link goes up and down. */
    private static void flap(Drawing drawing, long at, long i) {
        Fault cut = drawing.shapes.cut("flap", i, false, true);
        long half = drawing.seed.between(40, 250, "flap.half", i, 0);
        for (int times = 0; times < 4; times++) {
            drawing.at(at + 2 * half * times, half, cut);
        }
    }

    private static void death(Drawing drawing, long at, long i, String node) {
        SeedDraw draws = drawing.seed;
        if (!drawing.has(FaultKind.JOIN) && !drawing.loses()) {
            return;
        }
        if (drawing.has(FaultKind.CRASH_POINT) && draws.percent(50, "death.point", i, 0)) {
            int destinations = (int) draws.below(drawing.nodes.size(), "death.destination", i, 0);
            drawing.at(at, null, new Fault.CrashPoint(node, 0, destinations, MAX_POINT_MILLIS));
        } else if (drawing.has(FaultKind.KILL)) {
            drawing.at(at, null, new Fault.Kill(node));
        }
    }

    private static int pick(SeedDraw draws, int[] from, String stream, long i) {
        return from[(int) draws.below(from.length, stream, i, 1)];
    }
}
