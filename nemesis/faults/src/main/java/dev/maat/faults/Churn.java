package dev.maat.faults;

import java.util.List;
import java.util.Set;

/**
 * The distribution of plans of view upon view. In most view changes a member of the next view dies when that is decided, and so never installs
 * it; it comes back at once as a new process, which is a reason for the next change. So a run has a hundred views or more, each of which some
 * member has missed, and joiners load in all of them. In some plans joiners die instead, while they load, and in some every link is slow, so that
 * loading takes long. No link is cut: the group affords one death after the other.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Churn(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final int MIN_NODES = 3;
    private static final long FIRST_MILLIS = 800;
    private static final long MIN_AWAY_MILLIS = 10;
    private static final long MAX_AWAY_MILLIS = 400;
    private static final int AT_INSTALLATION_PERCENT = 25;
    private static final int LOADING_PERCENT = 30;
    private static final long MAX_LOADING_MILLIS = 20;
    private static final int SLOW_PERCENT = 35;
    private static final long MIN_SLOW_MILLIS = 10;
    private static final long MAX_SLOW_MILLIS = 120;
    private static final int LEAVES_PERCENT = 30;
    private static final long MIN_GAP_MILLIS = 700;
    private static final long MAX_GAP_MILLIS = 3_000;

    public Churn {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        boolean isPossible = nodes.size() >= MIN_NODES && drawing.has(FaultKind.KILL) && drawing.has(FaultKind.JOIN);
        if (!isPossible) {
            return new Departures(nodes, founders, windowMillis, kinds).draw(seed);
        }
        drawing.latecomers(founders, windowMillis);
        SeedDraw draws = drawing.seed;
        deaths(drawing);
        if (drawing.has(FaultKind.LATENCY) && draws.percent(SLOW_PERCENT, "churn.slow", 0, 0)) {
            long delay = drawing.logUniform(MIN_SLOW_MILLIS, MAX_SLOW_MILLIS, "churn.delay", 0);
            drawing.at(FIRST_MILLIS / 2, windowMillis, new Fault.Latency(List.of(), delay, 0));
        }
        // Where a death was not affordable the views would stay as they are.
        for (long at = FIRST_MILLIS, i = 0; at < windowMillis - FIRST_MILLIS; i++) {
            String node = drawing.node("churn", i);
            boolean leaves = drawing.has(FaultKind.LEAVE) && draws.percent(LEAVES_PERCENT, "churn.leaves", i, 0);
            drawing.at(at, null, leaves ? new Fault.Leave(node) : new Fault.Kill(node));
            at += draws.between(MIN_GAP_MILLIS, MAX_GAP_MILLIS, "churn.at", i, 0);
        }
        long awayMicros = 1_000 * drawing.logUniform(MIN_AWAY_MILLIS, MAX_AWAY_MILLIS, "churn.away", 0);
        drawing.add(
                new Moment.OnMark(Marks.EXIT, false, "", 1, Moment.OnMark.MAX_COUNT, awayMicros, 0),
                null,
                new Fault.Join(Role.MARKER.word()));
        return drawing.plan();
    }

    /** Somebody dies in nearly every change: the next coordinator, which never installs its view, or a joiner, which never loads. */
    private static void deaths(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        if (draws.percent(LOADING_PERCENT, "churn.loading", 0, 0)) {
            long delayMicros = 1_000 * draws.below(MAX_LOADING_MILLIS, "churn.loading", 1, 0);
            drawing.add(eachTime("transfer", Role.JOINER, delayMicros), null, new Fault.Kill(Role.MARKER.word()));
            return;
        }
        String mark = draws.percent(AT_INSTALLATION_PERCENT, "churn.mark", 0, 0) ? "install" : "decided";
        drawing.add(eachTime(mark, Role.COORDINATOR, 0), null, new Fault.Kill(Role.NEXT_COORDINATOR.word()));
    }

    private static Moment eachTime(String mark, Role by, long delayMicros) {
        return new Moment.OnMark(mark, false, by.word(), 1, Moment.OnMark.MAX_COUNT, delayMicros, FIRST_MILLIS);
    }
}
