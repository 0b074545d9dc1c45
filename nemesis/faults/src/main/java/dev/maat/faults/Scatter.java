package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The distribution of plans in which each packet of a ballot has a fate of its own. In each round two or three nodes stop hearing each
 * other, so that their ballots compete. At each of the first steps of these ballots a coordinator's packet comes late to some nodes and
 * never to others, and so do their answers; and the process that knows the decision mostly can tell nobody, or one other. A
 * {@link Rivalry} treats the links of a step alike; here acceptors end up with different mixtures of ballots.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Scatter(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final long FIRST_MILLIS = 1_000;
    private static final int FROM_START_PERCENT = 35;
    private static final int FOUNDER_RESTARTS_PERCENT = 40;
    private static final long ROUND_MILLIS = 5_000;
    private static final long APART_MILLIS = 3_500;
    private static final long MAX_STAGGER_MILLIS = 700;
    private static final int FIRST_MEMBERS_PERCENT = 50;
    private static final int THIRD_RIVAL_PERCENT = 25;
    private static final int HOLE_PERCENT = 40;

    /** The steps of the first ballots of a round have fates; those of later ones have none, so that a round comes to an end. */
    private static final int BALLOTS = 3;

    private static final int LOST_PERCENT = 25;
    private static final int LATE_PERCENT = 20;
    private static final int ANSWERS_PERCENT = 60;
    private static final int SILENCED_PERCENT = 65;
    private static final int TOLD_TO_ONE_PERCENT = 25;

    public Scatter {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        drawing.latecomers(founders, windowMillis);
        if (nodes.size() > 2 && drawing.has(FaultKind.ONE_WAY_CUT)) {
            boolean fromStart = drawing.seed.percent(FROM_START_PERCENT, "scatter.fromStart", 0, 0);
            if (fromStart) {
                founding(drawing);
            }
            long round = 0;
            for (long at = fromStart ? 0 : FIRST_MILLIS; at < windowMillis - ROUND_MILLIS / 2; at += ROUND_MILLIS) {
                rivals(drawing, at, round);
                hole(drawing, at, round);
                for (int ballot = 1; ballot <= BALLOTS; ballot++) {
                    long step = round * BALLOTS + ballot;
                    fates(drawing, at, "prepare", ballot, 500, step);
                    fates(drawing, at, "propose", ballot, 2_500, step);
                }
                silence(drawing, at, round);
                round++;
            }
        }
        return drawing.plan();
    }

    /** The first view is decided amid faults too: founders die, and come back as processes that found nothing. */
    private static void founding(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        for (int i = 0; i < 2 && drawing.has(FaultKind.RESTART); i++) {
            if (draws.percent(FOUNDER_RESTARTS_PERCENT, "scatter.founder", i, 0)) {
                long at = drawing.logUniform(1, 900, "scatter.founder", i);
                drawing.at(
                        at,
                        null,
                        new Fault.Restart(
                                drawing.node("scatter.founder", i), draws.below(200, "scatter.founder", i, 1)));
            }
        }
    }

    private void rivals(Drawing drawing, long at, long round) {
        SeedDraw draws = drawing.seed;
        List<String> order = draws.percent(FIRST_MEMBERS_PERCENT, "scatter.first", round, 0)
                ? nodes
                : drawing.shapes.shuffled("scatter.rivals", round);
        int count = order.size() > 3 && draws.percent(THIRD_RIVAL_PERCENT, "scatter.third", round, 0) ? 3 : 2;
        long stagger = draws.below(MAX_STAGGER_MILLIS, "scatter.stagger", round, 0);
        for (int one = 0; one < count; one++) {
            for (int other = 0; other < count; other++) {
                if (one != other) {
                    // A rival that suspects sooner has its ballot under way when the other opens one.
                    long begins = at + (one < other ? stagger : 0);
                    Link deaf = new Link(order.get(one), order.get(other));
                    drawing.at(begins, APART_MILLIS, new Fault.OneWayCut(List.of(deaf)));
                }
            }
        }
    }

    /** Some of a node's messages are with one other only: members must fetch before they accept. */
    private void hole(Drawing drawing, long at, long round) {
        SeedDraw draws = drawing.seed;
        if (draws.percent(HOLE_PERCENT, "scatter.hole", round, 0)) {
            long begins = at + draws.below(800, "scatter.hole", round, 1);
            long lasts = drawing.logUniform(60, 450, "scatter.holeLasts", round);
            String node = drawing.node("scatter.hole", round);
            drawing.at(begins, lasts, drawing.shapes.toOneOnly(node, "scatter.hole", round));
        }
    }

    /** What becomes of the packets of a step, and of the answers to them. */
    private void fates(Drawing drawing, long at, String mark, int nth, long longest, long step) {
        String marker = Role.MARKER.word();
        List<Link> lost = new ArrayList<>();
        List<Link> late = new ArrayList<>();
        boolean answers = drawing.seed.percent(ANSWERS_PERCENT, mark + ".answers", step, 0);
        for (int rank = 0; rank < nodes.size(); rank++) {
            String node = nodes.get(rank);
            draw(drawing, mark + ".to", step, rank, new Link(marker, node), lost, late);
            if (answers) {
                draw(drawing, mark + ".from", step, rank, new Link(node, marker), lost, late);
            }
        }
        Moment moment = new Moment.OnMark(mark, false, "", nth, 1, 0, at);
        if (!lost.isEmpty()) {
            drawing.add(moment, drawing.logUniform(40, longest, mark + ".lost", step), new Fault.OneWayCut(lost));
        }
        if (!late.isEmpty() && drawing.has(FaultKind.LATENCY)) {
            long delay = drawing.logUniform(40, 900, mark + ".delay", step);
            drawing.add(
                    moment,
                    drawing.logUniform(40, longest, mark + ".late", step),
                    new Fault.Latency(late, delay, drawing.seed.below(1 + delay / 4, mark + ".jitter", step, 0)));
        }
    }

    private static void draw(
            Drawing drawing, String stream, long step, int rank, Link link, List<Link> lost, List<Link> late) {
        long percent = drawing.seed.below(100, stream, step, rank);
        if (percent < LOST_PERCENT) {
            lost.add(link);
        } else if (percent < LOST_PERCENT + LATE_PERCENT) {
            late.add(link);
        }
    }

    private void silence(Drawing drawing, long at, long round) {
        SeedDraw draws = drawing.seed;
        if (!draws.percent(SILENCED_PERCENT, "scatter.silence", round, 0)) {
            return;
        }
        List<String> order = drawing.shapes.shuffled("scatter.silence", round);
        boolean one = draws.percent(TOLD_TO_ONE_PERCENT, "scatter.told", round, 0);
        List<Link> untold = order.subList(one ? 1 : 0, order.size()).stream()
                .map(node -> new Link(Role.MARKER.word(), node))
                .toList();
        drawing.add(
                new Moment.OnMark("decided", false, Role.COORDINATOR.word(), 1, 1, 0, at),
                drawing.logUniform(600, 3_500, "scatter.silenced", round),
                new Fault.OneWayCut(untold));
    }
}
