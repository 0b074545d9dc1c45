package dev.maat.faults;

import java.util.List;
import java.util.Set;

/**
 * The distribution of plans in which members go and come, and no link is touched. The group then affords deaths that it could not afford
 * amid cuts: several in one view change, and those of members that others are about to need. Leaves and deaths fall at drawn times and,
 * as {@link Move}s, at the steps of a view change. Nodes that die or leave come back.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Departures(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final long FIRST_MILLIS = 800;
    private static final int[] GAPS_MILLIS = {500, 1_000, 2_000};
    private static final int MAX_MOVES = 8;

    public Departures {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        drawing.latecomers(founders, windowMillis);
        if (nodes.size() > 1) {
            comings(drawing);
            Move.lay(Move.OF_DEPARTURES, 4, MAX_MOVES, drawing, windowMillis);
            drawing.returns();
        }
        return drawing.plan();
    }

    private void comings(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        int gap = GAPS_MILLIS[(int) draws.below(GAPS_MILLIS.length, "departures.gap", 0, 0)];
        for (long at = FIRST_MILLIS, i = 0; at < windowMillis - FIRST_MILLIS; i++) {
            String node = drawing.node("departures", i);
            boolean leaves = drawing.has(FaultKind.LEAVE) && drawing.has(FaultKind.JOIN);
            if (leaves && draws.percent(55, "departures.leave", i, 0)) {
                drawing.at(at, null, new Fault.Leave(node));
            } else if (drawing.has(FaultKind.RESTART)) {
                drawing.at(at, null, new Fault.Restart(node, drawing.downMillis("departures", i)));
            }
            // Some departures come in pairs.
            boolean soon = draws.percent(35, "departures.soon", i, 0);
            at += soon
                    ? draws.below(120, "departures.at", i, 1) + 1
                    : draws.between(gap / 2, gap * 3L / 2, "departures.at", i, 0);
        }
    }
}
