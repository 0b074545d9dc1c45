package dev.maat.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A fault of one kind that is aimed at one moment of the protocol, put into a plan that was drawn without it. A hunt aims at pairs of kind
 * and moment that its seeds have not come to.
 *
 * @param kind of the fault
 * @param mark the moment: a phase that the implementation marks, or one of {@link Marks}
 */
public record Aim(FaultKind kind, String mark) {
    /** Restarts that bring view changes about, so that the moment comes at all. */
    private static final long PROVOCATION_MILLIS = 4_000;

    private static final long FIRST_MILLIS = 1_500;
    private static final int MAX_TIMES = 4;
    private static final int SLOW_PERCENT = 30;

    /**
     * The plan with the fault in it, with restarts that bring its moment about, and in some seeds a slow network that stretches the
     * phases of different processes over each other. Leaves and faults at moments do not meet: processes that are cut off one after
     * another leave the last leaver alone, and no liveness could be judged.
     *
     * @param nodes all nodes in rank order
     * @param founders how many of them, from the first, found the group
     * @param windowMillis how long the workload runs
     * @param kinds the kinds that may be drawn
     * @param seed of all draws; the same seed and parameters give the same plan
     */
    public FaultPlan into(
            FaultPlan plan, List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds, long seed) {
        SeedDraw draws = new SeedDraw(seed);
        Drawing drawing = new Drawing(nodes, kinds, draws);
        drawing.begin(new FaultPlan(compatible(plan), plan.outside(), plan.mayLoseQuorum()));
        long last = Math.max(FIRST_MILLIS + 1, windowMillis - PROVOCATION_MILLIS / 2);
        if (drawing.has(FaultKind.RESTART)) {
            long at = FIRST_MILLIS;
            for (int i = 0; at < last; i++) {
                String node = nodes.get(i % nodes.size());
                drawing.at(at, null, new Fault.Restart(node, drawing.downMillis("aim.provoke", i)));
                at += draws.between(PROVOCATION_MILLIS / 2, PROVOCATION_MILLIS * 3 / 2, "aim.provoke", i, 0);
            }
        }
        if (drawing.has(FaultKind.LATENCY) && draws.percent(SLOW_PERCENT, "aim.slow", 0, 0)) {
            long delay = drawing.logUniform(2, 120, "aim.delay", 0);
            drawing.at(
                    FIRST_MILLIS / 2,
                    Math.max(1, windowMillis - FIRST_MILLIS),
                    new Fault.Latency(List.of(), delay, draws.below(1 + delay, "aim.jitter", 0, 0)));
        }
        Fault fault = fault(drawing, nodes, founders, windowMillis);
        drawing.add(moment(draws, windowMillis), lastsMillis(drawing), fault);
        if (kind == FaultKind.KILL || kind == FaultKind.CRASH_POINT) {
            drawing.returns();
        }
        return new FaultPlan(drawing.plan().faults(), plan.outside(), plan.mayLoseQuorum());
    }

    private List<PlannedFault> compatible(FaultPlan plan) {
        if (plan.mayLoseQuorum()) {
            return plan.faults();
        }
        return plan.faults().stream()
                .filter(each -> kind == FaultKind.LEAVE
                        ? !each.isOnMark()
                        : each.fault().kind() != FaultKind.LEAVE)
                .toList();
    }

    private Moment moment(SeedDraw draws, long windowMillis) {
        int nth = 1 + (int) draws.below(3, "aim.nth", 0, 0);
        int times = kind == FaultKind.LEAVE ? 1 : 1 + (int) draws.below(MAX_TIMES, "aim.times", 0, 0);
        long from = FIRST_MILLIS + draws.below(Math.max(1, windowMillis / 2), "aim.from", 0, 0);
        return new Moment.OnMark(mark, false, "", nth, times, 0, from);
    }

    private long lastsMillis(Drawing drawing) {
        return kind == FaultKind.PAUSE ? drawing.pauseMillis("aim", 0) : drawing.logUniform(20, 3_000, "aim.lasts", 0);
    }

    private Fault fault(Drawing drawing, List<String> nodes, int founders, long windowMillis) {
        SeedDraw draws = drawing.seed;
        String marker = Role.MARKER.word();
        String rest = Role.REST.word();
        String hit = draws.percent(60, "aim.hit", 0, 0) ? marker : Role.OTHER.word();
        return switch (kind) {
            case PARTITION ->
                draws.percent(50, "aim.cut", 0, 0)
                        ? new Fault.Partition(List.of(List.of(marker), List.of(rest)))
                        : new Fault.Partition(List.of(List.of(Role.MINORITY.word()), List.of(Role.MAJORITY.word())));
            case ONE_WAY_CUT ->
                new Fault.OneWayCut(
                        List.of(draws.percent(50, "aim.cut", 0, 0) ? new Link(marker, rest) : new Link(rest, marker)));
            case KILL -> new Fault.Kill(hit);
            case CRASH_POINT ->
                new Fault.CrashPoint(hit, 0, (int) draws.below(nodes.size(), "aim.destinations", 0, 0), 500);
            case PAUSE -> new Fault.Pause(hit);
            case RESTART -> new Fault.Restart(hit, drawing.downMillis("aim", 0));
            case LEAVE -> new Fault.Leave(hit);
            case JOIN -> new Fault.Join(drawing.node("aim", 0));
            default -> drawn(nodes, founders, windowMillis, draws.seed());
        };
    }

    /** As a swarm draws it: where the fault acts does not depend on who came to the moment. */
    private Fault drawn(List<String> nodes, int founders, long windowMillis, long seed) {
        Swarm swarm = new Swarm(nodes, founders, windowMillis, EnumSet.of(kind), Swarm.Presence.EVERY_KIND);
        return swarm.draw(seed).faults().stream()
                .map(PlannedFault::fault)
                .filter(fault -> fault.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a swarm of " + kind + " alone drew none"));
    }
}
