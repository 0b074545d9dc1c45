package dev.maat.scenario.conductor.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the plan: injects each fault once it is due and the group can afford it, and heals it when its time is over. Every
 * fault, withheld ones too, gets its lines in the history.
 */
public final class FaultDriver {
    /** How long a fault is put off at most while the group cannot afford it; then it is withheld. */
    private static final long MAX_PUT_OFF_NANOS = MILLISECONDS.toNanos(3_000);

    /** How often a fault that was put off is tried again. */
    private static final long AGAIN_NANOS = MILLISECONDS.toNanos(100);

    private final Roster roster;
    private final PlanClock clock;
    private final FaultLines lines;
    private final UnderwayFaults underway;
    private final Attempts attempts;
    private final MarkedFaults marks;
    private final List<Due> due = new ArrayList<>();
    private int nextExtraId = 1;

    /**
     * A fault that has fallen due and is not injected yet.
     *
     * @param untilNanos how long it may be put off
     */
    private record Due(PlannedFault planned, long untilNanos) {
        /** The node that it is meant for; empty for a fault on links. */
        String node() {
            return planned.fault() instanceof Fault.OnNode onNode ? onNode.node() : "";
        }
    }

    /**
     * @param plan in the order of a fault plan
     * @param seed of draws among the nodes that may play a role
     * @param out takes the requests to the deployment
     */
    public FaultDriver(
            List<PlannedFault> plan, SeedDraw seed, Roster roster, HarnessRecorder recorder, Consumer<Action> out) {
        this.roster = roster;
        this.clock = new PlanClock(plan);
        this.lines = new FaultLines(plan, recorder, roster);
        this.underway = new UnderwayFaults(roster, lines, out);
        this.attempts = new Attempts(roster, underway, lines, out);
        this.marks = new MarkedFaults(plan, seed, roster, attempts, lines, () -> nextExtraId++);
        for (PlannedFault planned : plan) {
            nextExtraId = Math.max(nextExtraId, planned.id() + 1);
        }
    }

    /** The workload begins, and the plan with it. */
    public void begin(long now) {
        clock.begin(now);
        marks.begin(now);
    }

    /**
     * The workload's time is over: a fault that waits for a mark and has fallen falls no more, unless it starts a node, so that the plan
     * comes to an end.
     */
    public void endRepeats() {
        marks.endRepeats();
    }

    /** Whether a fault may fall due by an observation. */
    public boolean awaits(Observation in) {
        return marks.awaits(in);
    }

    /** The roster knows an observation. Returns whether a fault falls due by it, now or after a delay. */
    public boolean noticed(long now, Observation in) {
        return marks.noticed(now, in);
    }

    /** The faults that are over or withheld, in that order. */
    public List<FaultReport> reports() {
        return lines.reports();
    }

    /**
     * Whether every fault of the plan that has a time was injected or withheld; lasting ones may still be on. A fault that waits for a
     * mark holds nothing up: its moment may never come.
     */
    public boolean isPlanDone() {
        return clock.isOver() && marks.isIdle() && due.isEmpty();
    }

    /** Whether a fault that has fallen due waits until the group can afford it. */
    public boolean isAnyPutOff() {
        return !due.isEmpty();
    }

    public boolean isLastingFaultOn() {
        return underway.isLastingFaultOn();
    }

    /** Whether no fault is on, and none is being injected or healed. */
    public boolean isIdle() {
        return underway.isIdle();
    }

    /** Whether no fault but this one is on, and none at all is being injected or healed. */
    public boolean isIdleExcept(int faultId) {
        return underway.isIdleExcept(faultId);
    }

    /** Injects and heals the faults that are due. */
    public void drive(long now) {
        for (PlannedFault planned : clock.take(now)) {
            due.add(new Due(planned, now + MAX_PUT_OFF_NANOS));
        }
        attemptAll(now);
        marks.drive(now);
        underway.healDue(now);
    }

    /** When the next fault is to be injected, tried again or healed; {@code Long.MAX_VALUE}: none is. */
    public long deadline(long now) {
        long next = Math.min(Math.min(clock.deadline(), marks.deadline()), underway.deadline(now));
        for (Due waiting : due) {
            next = Math.min(next, Math.min(waiting.untilNanos, now + AGAIN_NANOS));
        }
        return next;
    }

    /** In the plan's order: a fault of a node waits for the faults of that node that fell due before it. */
    private void attemptAll(long now) {
        if (due.isEmpty()) {
            return;
        }
        TreeSet<String> waitedFor = new TreeSet<>();
        for (Iterator<Due> all = due.iterator(); all.hasNext(); ) {
            Due next = all.next();
            if (waitedFor.contains(next.node())) {
                continue;
            }
            Attempt attempt = attempts.attempt(now, next.planned);
            if (attempt instanceof Attempt.PutOff && next.untilNanos > now) {
                waitedFor.add(next.node());
                continue;
            }
            all.remove();
            if (!(attempt instanceof Attempt.Done)) {
                lines.withheld(next.planned, now, attempt.whyNot());
            }
        }
    }

    /** The safety phase is over: faults that are put off are withheld, faults that last are healed. */
    public void healAll(long now) {
        healAll(now, "the safety phase ended first");
    }

    private void healAll(long now, String why) {
        for (Due never : due) {
            lines.withheld(never.planned, now, why);
        }
        due.clear();
        marks.dropRest(now);
        underway.healAll(now);
    }

    /**
     * The run ends early: faults that are not due are dropped, nodes that are down stay down, and every other fault is withheld or
     * healed.
     */
    public void endPlan(long now) {
        String why = "the run was ended first";
        clock.dropRest();
        healAll(now, why);
        underway.withholdStarts(now, why);
    }

    /**
     * Injects a fault that is not part of the plan. If it lasts, it lasts until the end of the run.
     *
     * @return its id
     */
    public int extra(long now, Fault fault) {
        int id = nextExtraId++;
        if (fault instanceof Fault.Kill kill) {
            roster.node(kill.node()).doomed();
        }
        underway.inject(now, new PlannedFault(id, clock.moment(now), null, fault, false), fault);
        return id;
    }

    /** The deployment has confirmed a fault. */
    public void injected(long now, int id, FaultEffect effect) {
        underway.injected(now, id, effect);
    }

    /** The deployment has confirmed that a fault is healed. */
    public void healed(long now, int id, FaultEffect effect) {
        underway.healed(now, id, effect);
    }

    /** A process of the node was started. */
    public void started(NodeState node) {
        underway.started(node);
    }

    /** A process is gone: a pause of it is healed, and a restart that killed it has its node started again. */
    public void exited(long now, NodeState node, @Nullable Integer byFault) {
        underway.exited(now, node);
        PlannedFault cause = byFault == null ? null : planned(byFault);
        if (cause != null && cause.fault() instanceof Fault.Restart restart) {
            node.restartAt(now + MILLISECONDS.toNanos(restart.downMillis()));
        }
    }

    private @Nullable PlannedFault planned(int id) {
        PlannedFault now = underway.planned(id);
        return now != null ? now : lines.reported(id);
    }
}
