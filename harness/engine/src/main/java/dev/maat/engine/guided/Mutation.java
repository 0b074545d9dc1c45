package dev.maat.engine.guided;

import dev.maat.faults.Ambush;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.Storm;
import dev.maat.faults.Swarm;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Changes a scenario a little, or crosses it with another one. */
final class Mutation {
    private static final int MAX_FAULTS = 120;

    /** Another seed gives the same faults another network and other players of their roles. */
    private static final int OTHER_SEED_PERCENT = 60;

    /** Of those with another seed: the share in which nothing else is changed. */
    private static final int SEED_ALONE_PERCENT = 40;

    /** A fault that falls more often than this brings nodes back; it is left alone. */
    private static final int MAX_TIMES = 100;

    private static final String[] MARKS = {
        "prepare",
        "collect",
        "propose",
        "accept",
        "decided",
        "flush",
        "install",
        "transfer",
        "order-handover",
        "suspicion",
        "block",
        "view",
        "first-delivery",
        "state-taken",
        "state-loaded"
    };
    private static final String[] ROLES = {
        "@marker",
        "@marker",
        "@marker",
        "@coordinator",
        "@coordinator",
        "@next-coordinator",
        "@other",
        "@state-provider",
        "@joiner"
    };
    private static final String[] BY = {"", "", "", "@coordinator", "@next-coordinator"};

    private final Set<FaultKind> kinds;

    /** @param kinds that may be added */
    Mutation(Set<FaultKind> kinds) {
        this.kinds = kinds;
    }

    /** A mutant. The mate lends faults; its nodes may differ from the parent's. */
    Scenario mutant(Scenario parent, Scenario mate, long seed, Dice dice) {
        Scenario child = dice.percent(OTHER_SEED_PERCENT) ? parent.withSeed(seed) : parent;
        List<PlannedFault> faults = new ArrayList<>(parent.plan().faults());
        int steps = 1 << dice.below(3);
        if (child != parent && dice.percent(SEED_ALONE_PERCENT)) {
            steps = 0;
        }
        for (int i = 0; i < steps; i++) {
            step(parent, mate, faults, seed, dice);
        }
        return child.withPlan(plan(parent, faults));
    }

    private void step(Scenario parent, Scenario mate, List<PlannedFault> faults, long seed, Dice dice) {
        int kind = faults.isEmpty() ? 0 : dice.below(12);
        switch (kind) {
            case 0, 1 -> add(parent, faults, seed, dice);
            case 2 -> faults.remove(dice.below(faults.size()));
            case 3, 4 -> replace(faults, dice, each -> moved(each, parent, dice));
            case 5, 6 -> replace(faults, dice, each -> triggered(each, parent, dice));
            case 7 -> replace(faults, dice, each -> retargeted(each, parent, dice));
            case 8 -> replace(faults, dice, each -> stretched(each, dice));
            case 9 -> replace(faults, dice, each -> repeated(each, dice));
            default -> cross(parent, mate, faults, dice);
        }
    }

    private interface Change {
        PlannedFault apply(PlannedFault fault);
    }

    private static void replace(List<PlannedFault> faults, Dice dice, Change change) {
        int at = dice.below(faults.size());
        faults.set(at, change.apply(faults.get(at)));
    }

    /** Faults of a plan that is drawn for the purpose. */
    private void add(Scenario parent, List<PlannedFault> faults, long seed, Dice dice) {
        List<String> nodes = parent.nodes();
        long window = parent.workload().durationMillis();
        long donorSeed = seed * 31 + dice.below(1 << 20);
        FaultPlan donor =
                switch (dice.below(4)) {
                    case 0 -> new Swarm(nodes, parent.founders(), window, kinds, Swarm.Presence.DRAWN).draw(donorSeed);
                    case 1 -> new Storm(nodes, parent.founders(), window, kinds).draw(donorSeed);
                    default -> new Ambush(nodes, parent.founders(), window, kinds).draw(donorSeed);
                };
        if (!donor.faults().isEmpty()) {
            faults.add(donor.faults().get(dice.below(donor.faults().size())));
        }
    }

    private static PlannedFault moved(PlannedFault fault, Scenario parent, Dice dice) {
        long window = parent.workload().durationMillis();
        return switch (fault.moment()) {
            case Moment.At at -> {
                long millis = dice.percent(70)
                        ? at.millis() + dice.sign() * dice.logUniform(1, 2_000)
                        : dice.below((int) Math.min(window, Integer.MAX_VALUE));
                yield with(fault, new Moment.At(Math.max(0, Math.min(window, millis))));
            }
            case Moment.OnMark on ->
                with(
                        fault,
                        switch (dice.below(4)) {
                            case 0 -> onMark(on, on.mark(), on.by(), 1 + dice.below(6), on.times(), on.delayMicros());
                            case 1 -> onMark(on, on.mark(), on.by(), on.nth(), on.times(), dice.logUniform(20, 50_000));
                            case 2 -> onMark(on, on.mark(), on.by(), on.nth(), on.times(), 0);
                            default ->
                                new Moment.OnMark(
                                        on.mark(),
                                        on.ends(),
                                        on.by(),
                                        on.nth(),
                                        on.times(),
                                        on.delayMicros(),
                                        dice.below((int) window));
                        });
        };
    }

    private static Moment onMark(Moment.OnMark on, String mark, String by, int nth, int times, long delayMicros) {
        return new Moment.OnMark(mark, on.ends(), by, nth, times, delayMicros, on.notBeforeMillis());
    }

    /** Waits for another moment of the protocol. A fault at a time hits the process that comes to the moment after that time. */
    private static PlannedFault triggered(PlannedFault fault, Scenario parent, Dice dice) {
        if (fault.fault() instanceof Fault.Join
                || fault.moment() instanceof Moment.OnMark on && on.times() > MAX_TIMES) {
            return fault;
        }
        String mark = dice.of(MARKS);
        return switch (fault.moment()) {
            case Moment.At at ->
                retargeted(
                        with(
                                fault,
                                new Moment.OnMark(
                                        mark,
                                        false,
                                        dice.of(BY),
                                        1 + dice.below(3),
                                        1 + dice.below(4),
                                        0,
                                        at.millis())),
                        parent,
                        dice);
            case Moment.OnMark on -> with(fault, onMark(on, mark, on.by(), on.nth(), on.times(), on.delayMicros()));
        };
    }

    private static PlannedFault retargeted(PlannedFault fault, Scenario parent, Dice dice) {
        boolean onMark = fault.moment() instanceof Moment.OnMark on && on.times() <= MAX_TIMES;
        String node = onMark
                ? dice.of(ROLES)
                : parent.nodes().get(dice.below(parent.nodes().size()));
        return switch (fault.fault()) {
            case Fault.Kill ignored -> fault.withFault(new Fault.Kill(node));
            case Fault.Pause ignored -> fault.withFault(new Fault.Pause(node));
            case Fault.Restart restart -> fault.withFault(new Fault.Restart(node, restart.downMillis()));
            case Fault.ClockJump jump -> fault.withFault(new Fault.ClockJump(node, jump.aheadMillis()));
            case Fault.CrashPoint point ->
                fault.withFault(new Fault.CrashPoint(
                        node, point.afterEffects(), point.afterDestinations(), point.withinMillis()));
            case Fault.Partition ignored
            when onMark ->
                fault.withFault(
                        dice.percent(60)
                                ? new Fault.Partition(List.of(List.of(node), List.of("@majority", "@minority")))
                                : new Fault.Partition(List.of(List.of("@minority"), List.of("@majority"))));
            default -> fault;
        };
    }

    private static PlannedFault stretched(PlannedFault fault, Dice dice) {
        if (!fault.fault().kind().lasting()) {
            return fault;
        }
        long lasts = fault.forMillis() == null ? 2_000 : fault.forMillis();
        long factor = dice.logUniform(250, 4_000);
        long millis = Math.max(1, Math.min(20_000, lasts * factor / 1_000));
        return new PlannedFault(fault.id(), fault.moment(), millis, fault.fault(), fault.mustBite());
    }

    private static PlannedFault repeated(PlannedFault fault, Dice dice) {
        return fault.moment() instanceof Moment.OnMark on && on.times() <= MAX_TIMES
                ? with(fault, onMark(on, on.mark(), on.by(), on.nth(), 1 + dice.below(12), on.delayMicros()))
                : fault;
    }

    /** Puts a stretch of the mate's plan into the parent's. */
    private static void cross(Scenario parent, Scenario mate, List<PlannedFault> faults, Dice dice) {
        long window = parent.workload().durationMillis();
        long from = dice.below((int) window);
        long to = from + dice.logUniform(500, window);
        for (PlannedFault each : mate.plan().faults()) {
            long at = each.moment().earliestMillis();
            if (at >= from && at < to && isOf(each, parent)) {
                faults.add(each);
            }
        }
    }

    private static boolean isOf(PlannedFault fault, Scenario parent) {
        boolean knowsMarker = !(fault.moment() instanceof Moment.OnMark on)
                || on.by().isEmpty()
                || on.by().startsWith("@")
                || parent.nodes().contains(on.by());
        return knowsMarker
                && fault.fault().nodes().stream()
                        .allMatch(each -> each.startsWith("@") || parent.nodes().contains(each));
    }

    private static PlannedFault with(PlannedFault fault, Moment moment) {
        boolean namesRole = fault.fault().nodes().stream().anyMatch(each -> each.startsWith("@"));
        return namesRole && moment instanceof Moment.At
                ? fault
                : new PlannedFault(fault.id(), moment, fault.forMillis(), fault.fault(), fault.mustBite());
    }

    /**
     * A plan of these faults, numbered anew. Leaves and faults at moments do not meet where liveness is claimed: processes that are cut off
     * one after another leave the last leaver alone.
     */
    private static FaultPlan plan(Scenario parent, List<PlannedFault> faults) {
        boolean risks = parent.plan().mayLoseQuorum();
        boolean onMarks = faults.stream().anyMatch(each -> each.isOnMark() && !(each.fault() instanceof Fault.Join));
        List<PlannedFault> numbered = new ArrayList<>();
        for (PlannedFault each : faults) {
            boolean left = !risks && onMarks && each.fault().kind() == FaultKind.LEAVE;
            if (!left && numbered.size() < MAX_FAULTS) {
                numbered.add(each.withId(numbered.size() + 1));
            }
        }
        return new FaultPlan(numbered, parent.plan().outside(), risks);
    }
}
