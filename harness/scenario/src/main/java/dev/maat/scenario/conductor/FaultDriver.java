package dev.maat.scenario.conductor;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.FaultJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does the plan: when its time comes, if the group can afford it, and with a line of history for each fault. */
final class FaultDriver {
    /** How long a death or departure that the group cannot afford yet is put off; then it is withheld. */
    private static final long PUT_OFF_NANOS = 3_000_000_000L;

    private static final long MILLI = 1_000_000L;

    private final Roster roster;
    private final HarnessRecorder recorder;
    private final Consumer<Action> out;
    private final ArrayDeque<PlannedFault> pending;
    private final Map<PlannedFault, Long> putOff = new LinkedHashMap<>();
    private final Map<Integer, Underway> underway = new LinkedHashMap<>();
    private final List<FaultReport> reports = new ArrayList<>();
    private long beganNanos;

    /** A fault that was asked for and is not over. */
    private static final class Underway {
        final PlannedFault planned;
        final long requestedNanos;
        /** Done once its node's process starts; nothing else is asked of the deployment. */
        final boolean awaitsStart;

        boolean confirmed;
        boolean healing;
        long healAtNanos = Long.MAX_VALUE;
        long healRequestedNanos;

        Underway(PlannedFault planned, long requestedNanos) {
            this(planned, requestedNanos, false);
        }

        Underway(PlannedFault planned, long requestedNanos, boolean awaitsStart) {
            this.planned = planned;
            this.requestedNanos = requestedNanos;
            this.awaitsStart = awaitsStart;
        }

        boolean awaitsStartOf(NodeState node) {
            return awaitsStart
                    && planned.fault() instanceof Fault.OnNode onNode
                    && onNode.node().equals(node.name);
        }
    }

    FaultDriver(List<PlannedFault> plan, Roster roster, HarnessRecorder recorder, Consumer<Action> out) {
        this.pending = new ArrayDeque<>(plan);
        this.roster = roster;
        this.recorder = recorder;
        this.out = out;
    }

    void begin(long now) {
        beganNanos = now;
    }

    List<FaultReport> reports() {
        return reports;
    }

    /** Whether everything of the plan was done or withheld; what lasts may still be on. */
    boolean isPlanDone() {
        return pending.isEmpty() && putOff.isEmpty();
    }

    boolean lastingFaultIsOn() {
        for (Underway fault : underway.values()) {
            if (fault.planned.fault().kind().lasting()) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is being done or undone. */
    boolean isIdle(int exceptFaultId) {
        for (Underway fault : underway.values()) {
            if (fault.planned.id() != exceptFaultId || !fault.confirmed) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is on, being done or being undone. */
    boolean isIdle() {
        return underway.isEmpty();
    }

    /** Does what is due and tells when something is due next. */
    long drive(long now) {
        while (!pending.isEmpty() && atNanos(pending.element()) <= now) {
            putOff.put(pending.remove(), now + PUT_OFF_NANOS);
        }
        attemptAll(now);
        long next = pending.isEmpty() ? Long.MAX_VALUE : atNanos(pending.element());
        for (long until : putOff.values()) {
            next = Math.min(next, Math.min(until, now + 100 * MILLI));
        }
        for (Underway fault : List.copyOf(underway.values())) {
            if (fault.healAtNanos <= now) {
                heal(now, fault);
            } else {
                next = Math.min(next, fault.healAtNanos);
            }
        }
        return next;
    }

    private long atNanos(PlannedFault planned) {
        return beganNanos + planned.atMillis() * MILLI;
    }

    /** In the plan's order: what is meant for a node waits for what was meant for it before. */
    private void attemptAll(long now) {
        TreeSet<String> waitedFor = new TreeSet<>();
        for (Iterator<Map.Entry<PlannedFault, Long>> due = putOff.entrySet().iterator(); due.hasNext(); ) {
            Map.Entry<PlannedFault, Long> entry = due.next();
            PlannedFault planned = entry.getKey();
            String node = planned.fault() instanceof Fault.OnNode onNode ? onNode.node() : "";
            if (!waitedFor.contains(node) && attempt(now, planned)) {
                due.remove();
            } else if (entry.getValue() <= now && !waitedFor.contains(node)) {
                due.remove();
                withhold(now, planned, "the group could not afford it, or its node was not ready");
            } else {
                waitedFor.add(node);
            }
        }
    }

    /** False if it must be put off. */
    private boolean attempt(long now, PlannedFault planned) {
        return switch (planned.fault()) {
            case Fault.Partition f -> inject(now, planned, f);
            case Fault.OnLinks f -> inject(now, planned, f);
            case Fault.Pause f -> pause(now, planned, f);
            case Fault.Kill f -> kill(now, planned, f);
            case Fault.CrashPoint f -> kill(now, planned, f);
            case Fault.Restart f -> restart(now, planned, f);
            case Fault.Join f -> join(now, planned, f);
            case Fault.Leave f -> leave(now, planned, f);
        };
    }

    private boolean inject(long now, PlannedFault planned, Fault fault) {
        roster.disturbed(now);
        underway.put(planned.id(), new Underway(planned, now));
        out.accept(new Action.Inject(planned.id(), fault));
        return true;
    }

    private boolean pause(long now, PlannedFault planned, Fault.Pause fault) {
        boolean paused = underway.values().stream()
                .anyMatch(other -> other.planned.fault() instanceof Fault.Pause same
                        && same.node().equals(fault.node()));
        if (paused || !roster.node(fault.node()).isUp()) {
            return withhold(
                    now, planned, paused ? fault.node() + " is paused already" : fault.node() + " does not run");
        }
        return inject(now, planned, fault);
    }

    private boolean kill(long now, PlannedFault planned, Fault.OnNode fault) {
        NodeState node = roster.node(fault.node());
        if (node.life == NodeState.Life.DOWN) {
            return withhold(now, planned, node.name + " does not run");
        }
        if (node.life != NodeState.Life.RUNNING || !roster.affordsDeathOf(node)) {
            return false;
        }
        node.life = NodeState.Life.DOOMED;
        roster.died(now, node);
        underway.put(planned.id(), new Underway(planned, now));
        out.accept(new Action.Inject(planned.id(), fault));
        return true;
    }

    private boolean restart(long now, PlannedFault planned, Fault.Restart fault) {
        NodeState node = roster.node(fault.node());
        if (node.life == NodeState.Life.DOWN) {
            underway.put(planned.id(), new Underway(planned, now, true));
            node.restartAtNanos = now + fault.downMillis() * MILLI;
            return true;
        }
        return kill(now, planned, new Fault.Kill(fault.node()));
    }

    private boolean join(long now, PlannedFault planned, Fault.Join fault) {
        NodeState node = roster.node(fault.node());
        if (node.isWell() || node.life == NodeState.Life.STARTING) {
            return withhold(now, planned, node.name + " runs already");
        }
        if (node.life != NodeState.Life.DOWN) {
            return false;
        }
        underway.put(planned.id(), new Underway(planned, now, true));
        node.restartAtNanos = now;
        return true;
    }

    private boolean leave(long now, PlannedFault planned, Fault.Leave fault) {
        NodeState node = roster.node(fault.node());
        if (node.life == NodeState.Life.DOWN) {
            return withhold(now, planned, node.name + " does not run");
        }
        if (!node.isWell() || node.view == null || node.process == null || !roster.affordsLeaveOf(node)) {
            return false;
        }
        node.leaving = true;
        out.accept(new Action.Leave(node.process));
        atOnce(planned, now, FaultEffect.once("asked", node.name));
        return true;
    }

    private boolean withhold(long now, PlannedFault planned, String why) {
        FaultEffect effect = FaultEffect.withheld(why);
        record(planned, now, effect);
        reports.add(new FaultReport(planned, false, effect));
        return true;
    }

    private void atOnce(PlannedFault planned, long requestedNanos, FaultEffect effect) {
        record(planned, requestedNanos, effect);
        reports.add(new FaultReport(planned, true, effect));
    }

    private void record(PlannedFault planned, long requestedNanos, FaultEffect effect) {
        recorder.faultAtOnce(
                planned.id(),
                requestedNanos,
                planned.fault().kind().word(),
                detail(planned),
                effect.bit(),
                effectJson(effect, null));
    }

    private Map<String, Object> detail(PlannedFault planned) {
        Map<String, Object> detail = FaultJson.detail(planned.fault());
        detail.put("healthBefore", roster.health());
        return detail;
    }

    private static Map<String, Object> effectJson(FaultEffect effect, @Nullable Map<String, Object> healthAfter) {
        Map<String, Object> json = new LinkedHashMap<>(effect.counts());
        if (effect.note() != null) {
            json.put("note", effect.note());
        }
        if (healthAfter != null) {
            json.put("healthAfter", healthAfter);
        }
        return json;
    }

    void injected(long now, int id, FaultEffect effect) {
        Underway fault = underway.get(id);
        if (fault == null || fault.confirmed) {
            throw new IllegalStateException("fault " + id + " was confirmed and not asked for, or twice");
        }
        if (fault.planned.fault().kind().lasting()) {
            fault.confirmed = true;
            Long forMillis = fault.planned.forMillis();
            if (forMillis != null) {
                fault.healAtNanos = Math.min(fault.healAtNanos, now + forMillis * MILLI);
            }
            recorder.faultOn(
                    id, fault.requestedNanos, fault.planned.fault().kind().word(), detail(fault.planned));
            roster.disturbed(now);
        } else {
            underway.remove(id);
            atOnce(fault.planned, fault.requestedNanos, effect);
        }
    }

    void healed(long now, int id, FaultEffect effect) {
        Underway fault = underway.remove(id);
        if (fault == null) {
            throw new IllegalStateException("fault " + id + " was healed and not on");
        }
        roster.disturbed(now);
        recorder.faultOff(id, fault.healRequestedNanos, effect.bit(), effectJson(effect, roster.health()));
        reports.add(new FaultReport(fault.planned, true, effect));
    }

    private void heal(long now, Underway fault) {
        if (fault.confirmed && !fault.healing) {
            fault.healing = true;
            fault.healAtNanos = Long.MAX_VALUE;
            fault.healRequestedNanos = now;
            out.accept(new Action.Heal(fault.planned.id()));
        }
    }

    /** A node's process was started: joins and restarts of a node that was down are done. */
    void started(NodeState node) {
        for (Underway fault : List.copyOf(underway.values())) {
            if (fault.awaitsStartOf(node)) {
                underway.remove(fault.planned.id());
                atOnce(fault.planned, fault.requestedNanos, FaultEffect.once("started", node.name));
            }
        }
    }

    /** A process is gone: its node's pause is over, and who was to be restarted is. */
    void exited(long now, NodeState node, @Nullable Integer byFault) {
        for (Underway fault : List.copyOf(underway.values())) {
            if (fault.planned.fault() instanceof Fault.Pause pause
                    && pause.node().equals(node.name)) {
                heal(now, fault);
            }
        }
        PlannedFault cause = byFault == null ? null : planned(byFault);
        if (cause != null && cause.fault() instanceof Fault.Restart restart) {
            node.restartAtNanos = now + restart.downMillis() * MILLI;
        }
    }

    private @Nullable PlannedFault planned(int id) {
        Underway now = underway.get(id);
        if (now != null) {
            return now.planned;
        }
        for (FaultReport report : reports) {
            if (report.planned().id() == id) {
                return report.planned();
            }
        }
        return null;
    }

    /** What is not done by now is withheld, what lasts is healed. */
    void healAll(long now) {
        healAll(now, "the safety phase ended first");
    }

    private void healAll(long now, String why) {
        for (PlannedFault never : putOff.keySet()) {
            withhold(now, never, why);
        }
        putOff.clear();
        for (Underway fault : List.copyOf(underway.values())) {
            fault.healAtNanos = now;
            heal(now, fault);
        }
    }

    /** The plan goes no further: what is not due is dropped, who is down stays down, the rest is healed. */
    void endPlan(long now) {
        String why = "the run was ended first";
        pending.clear();
        healAll(now, why);
        for (NodeState node : roster.all()) {
            for (Underway fault : List.copyOf(underway.values())) {
                if (node.life == NodeState.Life.DOWN && fault.awaitsStartOf(node)) {
                    underway.remove(fault.planned.id());
                    withhold(now, fault.planned, why);
                }
            }
        }
    }

    /** Does a fault that is no part of the plan, until the end of the run if it lasts. */
    void extra(long now, int id, Fault fault) {
        PlannedFault planned = new PlannedFault(id, Math.max(0, (now - beganNanos) / MILLI), null, fault, false);
        if (fault instanceof Fault.Kill kill) {
            NodeState node = roster.node(kill.node());
            node.life = NodeState.Life.DOOMED;
        }
        underway.put(id, new Underway(planned, now));
        out.accept(new Action.Inject(id, fault));
    }
}
