package dev.maat.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blow at one step of a ballot or of a state transfer. Its strength is drawn: how late a packet comes, how many destinations or effects
 * a process still has.
 */
enum Move {
    /** A proposal arrives when another ballot is under way. */
    LATE_PROPOSAL("propose", "", (dice, i) -> late("@marker", "@rest", dice, i)),
    /** Acceptances arrive when the coordinator has opened another ballot. */
    LATE_ACCEPTANCES("propose", "", (dice, i) -> late("@rest", "@marker", dice, i)),
    LATE_PREPARE("prepare", "", (dice, i) -> late("@marker", "@other", dice, i)),
    LATE_PROMISES("prepare", "", (dice, i) -> late("@rest", "@marker", dice, i)),
    LATE_PROMISE("prepare", "", (dice, i) -> late("@other", "@marker", dice, i)),
    LATE_DECISION("decided", "@coordinator", (dice, i) -> late("@marker", "@rest", dice, i)),
    /** One acceptor's word is late, or lost. */
    LATE_ACCEPTANCE("accept", "", (dice, i) -> late("@marker", "@coordinator", dice, i)),
    ACCEPTANCE_LOST("accept", "", (dice, i) -> cut("@marker", "@coordinator")),
    /** One acceptor hears of no decision. */
    DECISION_LOST("accept", "", (dice, i) -> cut("@coordinator", "@marker")),
    ACCEPTOR_CUT_OFF("accept", "", (dice, i) -> apart("@marker")),
    ACCEPTOR_RESTARTS("accept", "", (dice, i) -> new Fault.Restart("@marker", dice.downMillis("move", i))),
    /** The coordinator and the one that comes next lose each other in the middle of a ballot. */
    RIVAL_WHILE_PREPARING("prepare", "", (dice, i) -> duel()),
    RIVAL_WHILE_PROPOSING("propose", "", (dice, i) -> duel()),
    /** A coordinator is cut off with a value that few have accepted, or with a decision that few have heard of. */
    PROPOSER_CUT_OFF("propose", "", (dice, i) -> apart("@marker")),
    PROPOSER_NOT_HEARD("propose", "", (dice, i) -> cut("@rest", "@marker")),
    DECIDER_CUT_OFF("decided", "@coordinator", (dice, i) -> apart("@marker")),
    INSTALLER_CUT_OFF("install", "", (dice, i) -> apart("@marker")),
    /** A joiner is in a decided view, does not learn of it, and asks again when the group has gone on. */
    JOINER_CUT_OFF("decided", "@coordinator", (dice, i) -> apart("@joiner")),
    JOINER_NOT_HEARD("decided", "@coordinator", (dice, i) -> cut("@joiner", "@rest")),
    /** A state transfer changes its provider in the middle. */
    PROVIDER_CUT_OFF("transfer", "", (dice, i) -> cut("@state-provider", "@joiner")),
    LATE_PIECES("transfer", "", (dice, i) -> late("@state-provider", "@joiner", dice, i)),
    PROVIDER_DIES("transfer", "@joiner", (dice, i) -> new Fault.Kill("@state-provider")),
    /** Coordinators die one after the other inside one change. */
    PREPARER_DIES("prepare", "", (dice, i) -> dies("@marker", dice, i)),
    PROPOSER_DIES("propose", "", (dice, i) -> dies("@marker", dice, i)),
    DECIDER_DIES("decided", "@coordinator", (dice, i) -> dies("@marker", dice, i)),
    ACCEPTOR_DIES("accept", "", (dice, i) -> dies("@marker", dice, i)),
    NEXT_DIES("propose", "", (dice, i) -> dies("@next-coordinator", dice, i)),
    INSTALLER_DIES("install", "", (dice, i) -> dies("@marker", dice, i)),
    VIEWER_DIES(Marks.VIEW, "", (dice, i) -> dies("@marker", dice, i)),
    JOINER_DIES("transfer", "@joiner", (dice, i) -> dies("@marker", dice, i)),
    /** A member leaves in the middle of a change, or the one that others rely on does. */
    LEAVES_WHILE_PREPARING("prepare", "", (dice, i) -> new Fault.Leave("@other")),
    LEAVES_WHILE_PROPOSING("propose", "", (dice, i) -> new Fault.Leave("@other")),
    COORDINATOR_LEAVES("flush", "", (dice, i) -> new Fault.Leave("@coordinator")),
    NEXT_LEAVES(Marks.VIEW, "", (dice, i) -> new Fault.Leave("@next-coordinator")),
    PROVIDER_LEAVES("transfer", "@joiner", (dice, i) -> new Fault.Leave("@state-provider"));

    static final List<Move> OF_RIVALS = List.of(values()).subList(0, ACCEPTOR_DIES.ordinal() + 1);
    static final List<Move> OF_DEPARTURES = List.of(values()).subList(PROVIDER_DIES.ordinal(), values().length);

    private static final int MAX_EFFECTS = 6;
    private static final int RELENTLESS_PERCENT = 40;
    private static final int RELENTLESS_TIMES = 20;
    private static final int MAX_TIMES = 4;

    /** Makes the fault of a move. */
    @FunctionalInterface
    private interface Strike {
        Fault fault(Drawing dice, long i);
    }

    private final String mark;
    private final String by;
    private final Strike strike;

    Move(String mark, String by, Strike strike) {
        this.mark = mark;
        this.by = by;
        this.strike = strike;
    }

    /** Lays some of these moves into the plan that is drawn, as far as their kinds may be drawn. */
    static void lay(List<Move> moves, int min, int max, Drawing drawing, long windowMillis) {
        SeedDraw draws = drawing.seed;
        long count = draws.between(min, max, "moves", 0, 0);
        for (long i = 0; i < count; i++) {
            Move move = moves.get((int) draws.below(moves.size(), "move", i, 0));
            Fault fault = move.strike.fault(drawing, i);
            boolean ends = fault.kind() == FaultKind.KILL || fault.kind() == FaultKind.CRASH_POINT;
            if (drawing.has(fault.kind())
                    && (drawing.has(FaultKind.JOIN) || (!leaves(fault) && (!ends || drawing.loses())))) {
                drawing.add(move.moment(drawing, windowMillis, i), lastsMillis(fault, drawing, i), fault);
            }
        }
    }

    private static boolean leaves(Fault fault) {
        return fault.kind() == FaultKind.LEAVE;
    }

    private Moment moment(Drawing drawing, long windowMillis, long i) {
        SeedDraw draws = drawing.seed;
        int nth = 1 + (int) draws.below(4, "move.nth", i, 0);
        boolean relentless = draws.percent(RELENTLESS_PERCENT, "move.relentless", i, 0);
        int times = !drawing.has(FaultKind.JOIN)
                ? 1
                : relentless ? RELENTLESS_TIMES : 1 + (int) draws.below(MAX_TIMES, "move.times", i, 0);
        long delayMicros = draws.percent(30, "move.late", i, 0) ? drawing.logUniform(20, 5_000, "move.delay", i) : 0;
        long from = draws.percent(40, "move.early", i, 0)
                ? 0
                : draws.below(Math.max(1, windowMillis * 2 / 3), "move.from", i, 0);
        return new Moment.OnMark(mark, false, by, nth, times, delayMicros, from);
    }

    private static @Nullable Long lastsMillis(Fault fault, Drawing drawing, long i) {
        return fault.kind().lasting() ? (Long) drawing.logUniform(20, 2_500, "move.lasts", i) : null;
    }

    private static Fault late(String from, String to, Drawing dice, long i) {
        long delay = dice.logUniform(30, 1_500, "move.delay", i);
        return new Fault.Latency(
                List.of(new Link(from, to)), delay, dice.seed.below(1 + delay / 2, "move.jitter", i, 0));
    }

    private static Fault cut(String from, String to) {
        return new Fault.OneWayCut(List.of(new Link(from, to)));
    }

    private static Fault apart(String one) {
        return new Fault.Partition(List.of(List.of(one), List.of(Role.MAJORITY.word(), Role.MINORITY.word())));
    }

    private static Fault duel() {
        return new Fault.Partition(List.of(List.of(Role.MARKER.word()), List.of(Role.NEXT_COORDINATOR.word())));
    }

    /** At once; or after some of what the step still does, or after some of the destinations of its next packet. */
    private static Fault dies(String who, Drawing dice, long i) {
        SeedDraw draws = dice.seed;
        return switch ((int) draws.below(3, "move.dies", i, 0)) {
            case 0 -> new Fault.Kill(who);
            case 1 -> new Fault.CrashPoint(who, (int) draws.below(MAX_EFFECTS, "move.effects", i, 0), null, 300);
            default ->
                new Fault.CrashPoint(who, 0, (int) draws.below(dice.nodes.size(), "move.destinations", i, 0), 300);
        };
    }
}
