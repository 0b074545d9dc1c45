package dev.maat.faults;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of plans whose faults wait for moments of the protocol. Provocations at drawn times bring view changes about: kills,
 * joins, leaves, pauses and cuts. Ambushes wait for a mark of the view change and then hit the process that came to it, its coordinator
 * or another one, at once or a little later. Every node that dies comes back, for the group to change again.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 */
public record Ambush(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds) {
    private static final String[] PHASES = {
        "prepare",
        "propose",
        "propose",
        "accept",
        "accept",
        "accept",
        "decided",
        "decided",
        "decided",
        "flush",
        "install",
        "transfer",
        "order-handover",
        "collect"
    };
    private static final String[] SEEN = {
        Marks.SUSPICION,
        Marks.BLOCK,
        Marks.VIEW,
        Marks.VIEW,
        Marks.FIRST_DELIVERY,
        Marks.STATE_TAKEN,
        Marks.STATE_LOADED
    };

    /** An implementation may mark no phase: some ambushes of each plan wait for what the harness sees. */
    private static final int PHASE_PERCENT = 75;

    private static final int SET_PIECE_PERCENT = 60;
    private static final int JUMP_PERCENT = 8;
    private static final int MAX_AMBUSHES = 8;
    private static final int MAX_TIMES = 4;
    private static final int RELENTLESS_PERCENT = 35;
    private static final int RELENTLESS_TIMES = 12;
    private static final long PROVOCATION_MILLIS = 2_500;

    public Ambush {
        nodes = List.copyOf(nodes);
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        SeedDraw draws = new SeedDraw(seed);
        Drawing drawing = new Drawing(nodes, kinds, draws);
        drawing.latecomers(founders, windowMillis);
        if (nodes.size() > 1) {
            provoke(drawing);
            lay(drawing);
        }
        return drawing.plan();
    }

    /** Adds ambushes to a plan that brings view changes about by itself. */
    public FaultPlan into(FaultPlan plan, long seed) {
        Drawing drawing = new Drawing(nodes, kinds, new SeedDraw(seed));
        drawing.begin(plan);
        if (nodes.size() > 1) {
            lay(drawing);
        }
        return new FaultPlan(drawing.plan().faults(), plan.outside(), plan.mayLoseQuorum());
    }

    private void provoke(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        if (drawing.has(FaultKind.LATENCY) && draws.percent(40, "ambush.slow", 0, 0)) {
            // Where packets take long, stages of a ballot do too, and more of them overlap.
            long delay = drawing.logUniform(2, 120, "ambush.delay", 0);
            drawing.at(
                    100,
                    Math.max(1, windowMillis - 200),
                    new Fault.Latency(List.of(), delay, draws.below(1 + delay, "ambush.jitter", 0, 0)));
        }
        for (long at = 800, i = 0; at < windowMillis - 500; i++) {
            provocation(drawing, at, i);
            at += draws.between(PROVOCATION_MILLIS / 2, PROVOCATION_MILLIS * 3 / 2, "provoke.at", i, 0);
        }
    }

    private static void provocation(Drawing drawing, long at, long i) {
        SeedDraw draws = drawing.seed;
        String node = drawing.node("provoke", i);
        boolean partitions = drawing.has(FaultKind.PARTITION);
        boolean oneWay = drawing.has(FaultKind.ONE_WAY_CUT);
        int kind = (int) draws.below(10, "provoke", i, 0);
        if (kind < 4 && drawing.has(FaultKind.RESTART)) {
            drawing.at(at, null, new Fault.Restart(node, drawing.downMillis("provoke", i)));
        } else if (kind < 6 && drawing.has(FaultKind.LEAVE) && drawing.has(FaultKind.JOIN)) {
            drawing.at(at, null, new Fault.Leave(node));
        } else if (kind < 7 && drawing.has(FaultKind.PAUSE)) {
            drawing.at(at, drawing.pauseMillis("provoke", i), new Fault.Pause(node));
        } else if (partitions || oneWay) {
            drawing.at(
                    at,
                    drawing.logUniform(200, 3_000, "provoke.cut", i),
                    drawing.shapes.cut("provoke", i, partitions, oneWay));
        }
    }

    private void lay(Drawing drawing) {
        SeedDraw draws = drawing.seed;
        long ambushes = 2 + draws.below(MAX_AMBUSHES - 1L, "ambushes", 0, 0);
        for (long i = 0; i < ambushes; i++) {
            SetPieces piece = draws.percent(SET_PIECE_PERCENT, "ambush.piece", i, 0)
                    ? SetPieces.values()[(int) draws.below(SetPieces.values().length, "ambush.piece", i, 1)]
                    : null;
            Fault fault = piece == null ? blow(drawing, i) : piece.fault;
            if (fault != null && drawing.has(fault.kind()) && mayBe(drawing, fault)) {
                Moment moment = piece == null ? moment(drawing, i) : moment(drawing, piece, i);
                drawing.add(moment, lastsMillis(drawing, i, fault), fault);
            }
        }
        drawing.returns();
    }

    /** Where no node can come back, a plan may lose no more than a minority, and each ambush falls once. */
    private static boolean mayBe(Drawing drawing, Fault fault) {
        return switch (fault.kind()) {
            case KILL, CRASH_POINT -> returns(drawing) || drawing.loses();
            default -> true;
        };
    }

    private static boolean returns(Drawing drawing) {
        return drawing.has(FaultKind.JOIN);
    }

    private Moment moment(Drawing drawing, long i) {
        SeedDraw draws = drawing.seed;
        String mark = draws.percent(PHASE_PERCENT, "ambush.phase", i, 0)
                ? PHASES[(int) draws.below(PHASES.length, "ambush.mark", i, 0)]
                : SEEN[(int) draws.below(SEEN.length, "ambush.mark", i, 1)];
        String by =
                switch ((int) draws.below(6, "ambush.by", i, 0)) {
                    case 0 -> Role.COORDINATOR.word();
                    case 1 -> Role.NEXT_COORDINATOR.word();
                    case 2 -> drawing.node("ambush.by", i);
                    default -> "";
                };
        int nth = 1 + (int) draws.below(4, "ambush.nth", i, 0);
        int times = times(drawing, i);
        long delayMicros =
                draws.percent(50, "ambush.late", i, 0) ? drawing.logUniform(20, 20_000, "ambush.delay", i) : 0;
        boolean ends = draws.percent(10, "ambush.ends", i, 0);
        return new Moment.OnMark(mark, ends, by, nth, times, delayMicros, notBeforeMillis(draws, i));
    }

    private Moment moment(Drawing drawing, SetPieces piece, long i) {
        SeedDraw draws = drawing.seed;
        int nth = piece.nth + (int) draws.below(3, "ambush.nth", i, 0);
        int times = times(drawing, i);
        long delayMicros =
                draws.percent(25, "ambush.late", i, 0) ? drawing.logUniform(20, 3_000, "ambush.delay", i) : 0;
        return new Moment.OnMark(piece.mark, false, piece.by, nth, times, delayMicros, notBeforeMillis(draws, i));
    }

    /** A few; or every occurrence of the plan: then several ambushes meet in one view change, and each further ballot is hit as well. */
    private static int times(Drawing drawing, long i) {
        if (!returns(drawing)) {
            return 1;
        }
        SeedDraw draws = drawing.seed;
        return draws.percent(RELENTLESS_PERCENT, "ambush.relentless", i, 0)
                ? RELENTLESS_TIMES
                : 1 + (int) draws.below(MAX_TIMES, "ambush.times", i, 0);
    }

    private long notBeforeMillis(SeedDraw draws, long i) {
        return draws.percent(30, "ambush.early", i, 0)
                ? 0
                : draws.below(Math.max(1, windowMillis * 2 / 3), "ambush.from", i, 0);
    }

    /** A fault of a kind that may be drawn; null: the draw fell on one that may not. */
    private static @Nullable Fault blow(Drawing drawing, long i) {
        SeedDraw draws = drawing.seed;
        String hit = target(draws, i);
        String marker = Role.MARKER.word();
        String rest = Role.REST.word();
        int destinations = (int) draws.below(Math.max(1, drawing.nodes.size() - 1L), "ambush.destination", i, 0);
        Fault fault =
                switch ((int) draws.below(13, "ambush.blow", i, 0)) {
                    case 0, 1, 2 -> new Fault.Kill(hit);
                    case 3 -> new Fault.Restart(hit, drawing.downMillis("ambush", i));
                    case 4 -> new Fault.CrashPoint(marker, 0, destinations, 500);
                    case 5 -> new Fault.CrashPoint(hit, (int) draws.below(4, "ambush.effects", i, 0), null, 500);
                    case 6 -> new Fault.Pause(hit);
                    case 7 -> new Fault.OneWayCut(List.of(new Link(hit.equals(rest) ? marker : hit, rest)));
                    case 8 -> new Fault.OneWayCut(List.of(new Link(rest, marker)));
                    case 9 -> new Fault.OneWayCut(List.of(new Link(marker, Role.OTHER.word())));
                    case 10 -> new Fault.Partition(List.of(List.of(marker), List.of(rest)));
                    case 11 ->
                        new Fault.Partition(List.of(List.of(Role.MINORITY.word()), List.of(Role.MAJORITY.word())));
                    default -> drawing.shapes.cut("ambush", i, true, false);
                };
        if (drawing.has(FaultKind.CLOCK_JUMP) && draws.percent(JUMP_PERCENT, "ambush.jump", i, 0)) {
            return new Fault.ClockJump(hit, Swarm.jumpMillis(draws, "ambush", i));
        }
        return drawing.has(fault.kind()) ? fault : null;
    }

    private static String target(SeedDraw draws, long i) {
        return switch ((int) draws.below(10, "ambush.target", i, 0)) {
            case 0, 1, 2, 3 -> Role.MARKER.word();
            case 4, 5 -> Role.COORDINATOR.word();
            case 6 -> Role.NEXT_COORDINATOR.word();
            case 7 -> Role.OTHER.word();
            case 8 -> Role.STATE_PROVIDER.word();
            default -> Role.JOINER.word();
        };
    }

    private static @Nullable Long lastsMillis(Drawing drawing, long i, Fault fault) {
        return switch (fault.kind()) {
            case PAUSE -> drawing.pauseMillis("ambush", i);
            case PARTITION, ONE_WAY_CUT ->
                // Short ones heal in the middle of a change; the others outlast a suspicion and the ballots that
                // follow.
                drawing.seed.percent(35, "ambush.short", i, 0)
                        ? drawing.logUniform(5, 500, "ambush.lasts", i)
                        : drawing.logUniform(700, 6_000, "ambush.lasts", i);
            default -> null;
        };
    }
}
