package dev.maat.faults;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The distribution of plans that set coordinators against each other. Two or three members cannot hear each other while the rest hear
 * them all, so that each opens ballots and the rest must choose; links are slow and uneven, so that packets of one ballot arrive in
 * another; and {@link Move}s strike at the steps of a ballot. Nodes that die or leave come back. In some plans there is a {@link Plot}
 * instead.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Rivalry(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final long FIRST_MILLIS = 800;
    private static final long UNREST_MILLIS = 3_000;
    private static final int[] LOSS_PERCENTS = {3, 8, 15};
    private static final int[] DUEL_TIMES = {6, 15, 40};

    private static final int SLOW_PERCENT = 55;
    private static final int SLOW_LINKS_PERCENT = 50;
    private static final int MAX_SLOW_LINKS = 4;
    private static final int BAD_WEATHER_PERCENT = 25;
    private static final int DUELS_PERCENT = 75;
    private static final int MAX_MOVES = 7;
    private static final int PLOT_PERCENT = 30;

    public Rivalry {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        drawing.latecomers(founders, windowMillis);
        boolean plots = founders == nodes.size() && Plot.isPossible(drawing);
        if (plots && drawing.seed.percent(PLOT_PERCENT, "rivals.plot", 0, 0)) {
            Plot.layOne(drawing);
        } else if (nodes.size() > 1) {
            slowness(drawing);
            weather(drawing);
            duels(drawing);
            unrest(drawing);
            Move.lay(Move.OF_RIVALS, 3, MAX_MOVES, drawing, windowMillis);
            drawing.returns();
        }
        return drawing.plan();
    }

    /** Draws a {@link Plot}, where these nodes and kinds suffice for one, and all nodes found the group. */
    public FaultPlan plot(long seed) {
        return scheme(seed, Plot::isPossible, Plot::layOne);
    }

    /** Draws a {@link Snare}, where these nodes and kinds suffice for one, and all nodes found the group. */
    public FaultPlan snare(long seed) {
        return scheme(seed, Snare::isPossible, Snare::layOne);
    }

    /** Draws a {@link Straggler}, where these nodes and kinds suffice for one, and all nodes found the group. */
    public FaultPlan straggler(long seed) {
        return scheme(seed, Straggler::isPossible, Straggler::layOne);
    }

    private FaultPlan scheme(long seed, Predicate<Drawing> isPossible, Consumer<Drawing> layOne) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        if (founders < nodes.size() || !isPossible.test(drawing)) {
            return draw(seed);
        }
        layOne.accept(drawing);
        return drawing.plan();
    }

    private void slowness(Drawing drawing) {
        if (!drawing.has(FaultKind.LATENCY)) {
            return;
        }
        SeedDraw draws = drawing.seed;
        if (draws.percent(SLOW_PERCENT, "rivals.slow", 0, 0)) {
            long delay = drawing.logUniform(2, 80, "rivals.delay", 0);
            long jitter = draws.below(20 + 3 * delay, "rivals.jitter", 0, 0);
            always(drawing, new Fault.Latency(List.of(), delay, jitter));
        }
        if (draws.percent(SLOW_LINKS_PERCENT, "rivals.slowLinks", 0, 0)) {
            long links = 1 + draws.below(MAX_SLOW_LINKS, "rivals.slowLinks", 1, 0);
            for (long i = 0; i < links; i++) {
                List<String> order = drawing.shapes.shuffled("rivals.slowLink", i);
                Link link = new Link(order.get(0), order.get(1));
                long delay = drawing.logUniform(40, 800, "rivals.linkDelay", i);
                always(drawing, new Fault.Latency(List.of(link), delay, delay / 2));
            }
        }
    }

    private void weather(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        if (bad(drawing, FaultKind.LOSS)) {
            int percent = LOSS_PERCENTS[(int) draws.below(LOSS_PERCENTS.length, "rivals.loss", 0, 0)];
            always(drawing, new Fault.Loss(List.of(), percent));
        }
        if (bad(drawing, FaultKind.DUPLICATE)) {
            always(drawing, new Fault.Duplicate(List.of(), 10));
        }
        if (bad(drawing, FaultKind.REPLAY)) {
            always(drawing, new LinkFaults(nodes, draws).replay(List.of(), "rivals", 0));
        }
    }

    private static boolean bad(Drawing drawing, FaultKind kind) {
        return drawing.has(kind) && drawing.seed.percent(BAD_WEATHER_PERCENT, "rivals.bad", kind.ordinal(), 0);
    }

    private void always(Drawing drawing, Fault fault) {
        drawing.at(FIRST_MILLIS / 2, Math.max(1, windowMillis - FIRST_MILLIS), fault);
    }

    /** After each view its first two members are set against each other; and at drawn times, any two or three nodes. */
    private void duels(Drawing drawing) {
        if (!drawing.has(FaultKind.PARTITION)) {
            return;
        }
        SeedDraw draws = drawing.seed;
        if (draws.percent(DUELS_PERCENT, "duels", 0, 0)) {
            int times = DUEL_TIMES[(int) draws.below(DUEL_TIMES.length, "duels", 1, 0)];
            long delayMicros = 1_000 * drawing.logUniform(30, 2_000, "duel.delay", 0);
            Moment opened =
                    new Moment.OnMark(Marks.VIEW, false, Role.SEQUENCER.word(), 1, times, delayMicros, FIRST_MILLIS);
            Fault duel =
                    new Fault.Partition(List.of(List.of(Role.MARKER.word()), List.of(Role.NEXT_COORDINATOR.word())));
            drawing.add(opened, drawing.logUniform(600, 3_000, "duel.lasts", 0), duel);
        }
        for (long at = FIRST_MILLIS, i = 1; at < windowMillis; i++) {
            at += draws.between(UNREST_MILLIS / 2, UNREST_MILLIS * 2, "duel.at", i, 0);
            List<String> order = drawing.shapes.shuffled("duel", i);
            int rivals = order.size() > 3 && draws.percent(30, "duel.three", i, 0) ? 3 : 2;
            List<List<String>> apart = order.subList(0, Math.min(rivals, order.size())).stream()
                    .map(List::of)
                    .toList();
            drawing.at(at, drawing.logUniform(300, 2_500, "duel.lasts", i), new Fault.Partition(apart));
        }
    }

    /** Members that go and come: the views change also where no rival is suspected. */
    private void unrest(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        for (long at = FIRST_MILLIS, i = 0; at < windowMillis - FIRST_MILLIS; i++) {
            String node = drawing.node("unrest", i);
            int kind = (int) draws.below(10, "unrest", i, 0);
            if (kind < 6 && drawing.has(FaultKind.RESTART)) {
                drawing.at(at, null, new Fault.Restart(node, drawing.downMillis("unrest", i)));
                if (kind < 2) {
                    // A second joiner comes while the first one is admitted or loads.
                    long after = draws.below(250, "unrest.after", i, 0);
                    drawing.at(at + after, null, new Fault.Restart(drawing.node("unrest.second", i), 0));
                }
            } else if (drawing.has(FaultKind.PAUSE)) {
                drawing.at(at, drawing.pauseMillis("unrest", i), new Fault.Pause(node));
            }
            at += draws.between(UNREST_MILLIS / 2, UNREST_MILLIS * 3 / 2, "unrest.at", i, 0);
        }
    }
}
