package dev.maat.faults;

import java.util.List;
import java.util.Set;

/**
 * The distribution of plans in which messages reach few members, which then fall silent. Fewer than half of the nodes, one a little after the
 * other, are heard by each other alone. They hear all others, so they go on answering, and learn what the others acknowledge. A message
 * that they alone hold is lost with them; the group must not have counted on it.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Whispers(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final long FIRST_MILLIS = 1_200;
    private static final long MIN_ROUND_MILLIS = 2_200;
    private static final long MAX_ROUND_MILLIS = 4_500;
    private static final int FIRST_MEMBERS_PERCENT = 30;
    private static final int FEWER_PERCENT = 35;
    private static final int DEATH_PERCENT = 30;
    private static final int LOSS_PERCENT = 25;
    private static final int[] LOSS_PERCENTS = {2, 5, 15};

    public Whispers {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        SeedDraw draws = drawing.seed;
        drawing.latecomers(founders, windowMillis);
        if (nodes.size() > 2 && drawing.has(FaultKind.ONE_WAY_CUT)) {
            if (drawing.has(FaultKind.LOSS) && draws.percent(LOSS_PERCENT, "whispers.loss", 0, 0)) {
                int percent = LOSS_PERCENTS[(int) draws.below(LOSS_PERCENTS.length, "whispers.loss", 1, 0)];
                drawing.at(
                        FIRST_MILLIS / 2, Math.max(1, windowMillis - FIRST_MILLIS), new Fault.Loss(List.of(), percent));
            }
            long round = 0;
            for (long at = FIRST_MILLIS; at < windowMillis - MIN_ROUND_MILLIS / 2; round++) {
                hush(drawing, at, round);
                at += draws.between(MIN_ROUND_MILLIS, MAX_ROUND_MILLIS, "whispers.round", round, 0);
            }
            drawing.returns();
        }
        return drawing.plan();
    }

    private void hush(Drawing drawing, long at, long round) {
        SeedDraw draws = drawing.seed;
        List<String> order = draws.percent(FIRST_MEMBERS_PERCENT, "whispers.first", round, 0)
                ? nodes
                : drawing.shapes.shuffled("whispers", round);
        int most = (nodes.size() - 1) / 2;
        int count = draws.percent(FEWER_PERCENT, "whispers.fewer", round, 0)
                ? 1 + (int) draws.below(most, "whispers.count", round, 0)
                : most;
        long silence = drawing.logUniform(300, 2_200, "whispers.lasts", round);
        long begins = at;
        for (int place = 0; place < count; place++) {
            String node = order.get(place);
            List<Link> deaf = order.subList(count, order.size()).stream()
                    .map(to -> new Link(node, to))
                    .toList();
            drawing.at(begins, silence, new Fault.OneWayCut(deaf));
            begins += drawing.logUniform(6, 200, "whispers.gap", round * nodes.size() + place);
        }
        if (drawing.has(FaultKind.KILL)
                && drawing.has(FaultKind.JOIN)
                && draws.percent(DEATH_PERCENT, "whispers.death", round, 0)) {
            String dead = order.get((int) draws.below(count, "whispers.death", round, 1));
            drawing.at(begins + draws.below(300, "whispers.death", round, 2), null, new Fault.Kill(dead));
        }
    }
}
