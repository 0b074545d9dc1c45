package dev.maat.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The distribution of plans that bring a group to the brink of its quorum inside one view change, and over it. In each round as many nodes die
 * as a quorum can spare, or fewer; one that lives is not heard, so that the next view is without it, and hears all the same; and the
 * coordinator dies at a step of the change, in the middle of a fan-out. No process may act on a decision that can still be lost. Such a run may
 * lose its quorum, so only safety is judged.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Brink(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final int MIN_NODES = 3;
    private static final Set<FaultKind> NEEDED =
            EnumSet.of(FaultKind.ONE_WAY_CUT, FaultKind.KILL, FaultKind.CRASH_POINT, FaultKind.JOIN);
    private static final long FIRST_MILLIS = 1_200;
    private static final long ROUND_MILLIS = 6_500;
    private static final long MIN_AWAY_MILLIS = 900;
    private static final long AWAY_MILLIS = 4_000;
    private static final String[] STEPS = {"decided", "decided", "decided", "propose", "accept", "install"};
    private static final int TO_THE_BRINK_PERCENT = 65;
    private static final int UNHEARD_PERCENT = 80;
    private static final int SECOND_PERCENT = 50;
    private static final int FEW_TOLD_PERCENT = 60;

    public Brink {
        nodes = List.copyOf(nodes);
    }

    /** Whether so many nodes and these kinds suffice. Without them a plan is one of {@link Departures}, and risks no quorum. */
    public static boolean isPossible(int nodes, Set<FaultKind> kinds) {
        return nodes >= MIN_NODES && kinds.containsAll(NEEDED);
    }

    /** Draws a plan, of one round at least. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        if (!isPossible(nodes.size(), kinds)) {
            return new Departures(nodes, founders, windowMillis, kinds).draw(seed);
        }
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        drawing.latecomers(founders, windowMillis);
        long at = Math.min(FIRST_MILLIS, windowMillis / 2);
        long round = 0;
        do {
            round(drawing, at, round++);
            at += ROUND_MILLIS;
        } while (at < windowMillis - AWAY_MILLIS);
        long delayMicros = 1_000 * drawing.logUniform(MIN_AWAY_MILLIS, AWAY_MILLIS, "brink.away", 0);
        drawing.add(
                new Moment.OnMark(Marks.EXIT, false, "", 1, Moment.OnMark.MAX_COUNT, delayMicros, 0),
                null,
                new Fault.Join(Role.MARKER.word()));
        return drawing.plan();
    }

    private void round(Drawing drawing, long at, long round) {
        SeedDraw draws = drawing.seed;
        List<String> order = new ArrayList<>(drawing.shapes.shuffled("brink", round));
        // The second member comes first in a fan-out of the first.
        String unheard = draws.percent(SECOND_PERCENT, "brink.second", round, 0) ? nodes.get(1) : order.getFirst();
        order.remove(unheard);
        order.remove(nodes.getFirst());
        int spare = Math.max(0, nodes.size() - (nodes.size() / 2 + 1) - 1);
        int dead = draws.percent(TO_THE_BRINK_PERCENT, "brink.dead", round, 0)
                ? spare
                : (int) draws.below(spare + 1L, "brink.dead", round, 1);
        for (int i = 0; i < dead; i++) {
            String node = order.get(i);
            drawing.at(at + draws.below(60, "brink.dies", round, i), null, new Fault.Kill(node));
        }
        if (draws.percent(UNHEARD_PERCENT, "brink.unheard", round, 0)) {
            List<Link> deaf = nodes.stream()
                    .filter(to -> !to.equals(unheard))
                    .map(to -> new Link(unheard, to))
                    .toList();
            long begins = at + draws.below(60, "brink.unheard", round, 1);
            drawing.at(begins, drawing.logUniform(900, 3_500, "brink.lasts", round), new Fault.OneWayCut(deaf));
        }
        String step = STEPS[(int) draws.below(STEPS.length, "brink.step", round, 0)];
        boolean few = draws.percent(FEW_TOLD_PERCENT, "brink.few", round, 0);
        int told = few ? 1 : (int) draws.below(nodes.size(), "brink.told", round, 0);
        drawing.add(
                new Moment.OnMark(step, false, Role.COORDINATOR.word(), 1, 1, 0, at),
                null,
                new Fault.CrashPoint(Role.MARKER.word(), 0, told, 300));
    }
}
