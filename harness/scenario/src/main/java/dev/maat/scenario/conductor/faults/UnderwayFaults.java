package dev.maat.scenario.conductor.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The faults that were requested and are not over yet, from the request until the deployment has confirmed the end. */
final class UnderwayFaults {
    private final Roster roster;
    private final FaultLines lines;
    private final Consumer<Action> out;
    private final Map<Integer, Underway> byId = new LinkedHashMap<>();

    private static final class Underway {
        private final PlannedFault planned;
        private final long requestedNanos;

        /** Over once a process of its node starts; the deployment was asked for nothing else. */
        private final boolean awaitsStart;

        private boolean confirmed;
        private boolean healing;
        private long healAtNanos = Long.MAX_VALUE;
        private long healRequestedNanos;

        Underway(PlannedFault planned, long requestedNanos, boolean awaitsStart) {
            this.planned = planned;
            this.requestedNanos = requestedNanos;
            this.awaitsStart = awaitsStart;
        }

        boolean awaitsStartOf(NodeState node) {
            return awaitsStart
                    && planned.fault() instanceof Fault.OnNode onNode
                    && onNode.node().equals(node.name());
        }

        boolean isPauseOf(String node) {
            return planned.fault() instanceof Fault.Pause pause && pause.node().equals(node);
        }
    }

    UnderwayFaults(Roster roster, FaultLines lines, Consumer<Action> out) {
        this.roster = roster;
        this.lines = lines;
        this.out = out;
    }

    /**
     * Requests a fault from the deployment.
     *
     * @param request the fault as the deployment is to inject it: a kill for a restart, else the planned fault itself
     */
    void inject(long now, PlannedFault planned, Fault request) {
        byId.put(planned.id(), new Underway(planned, now, false));
        out.accept(new Action.Inject(planned.id(), request));
    }

    /** Waits for the start of a process on the fault's node, which the conductor will request. */
    void awaitStart(long now, PlannedFault planned) {
        byId.put(planned.id(), new Underway(planned, now, true));
    }

    boolean isLastingFaultOn() {
        for (Underway fault : byId.values()) {
            if (fault.planned.fault().kind().lasting()) {
                return true;
            }
        }
        return false;
    }

    boolean isPaused(String node) {
        for (Underway fault : byId.values()) {
            if (fault.isPauseOf(node)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no fault is on, and none is being injected or healed. */
    boolean isIdle() {
        return byId.isEmpty();
    }

    /** Whether no fault but this one is on, and none at all is being injected or healed. */
    boolean isIdleExcept(int id) {
        for (Underway fault : byId.values()) {
            if (fault.planned.id() != id || !fault.confirmed) {
                return false;
            }
        }
        return true;
    }

    /** The underway fault with this id; null: there is none. */
    @Nullable
    PlannedFault planned(int id) {
        Underway fault = byId.get(id);
        return fault == null ? null : fault.planned;
    }

    /** Heals the faults that have lasted their time. */
    void healDue(long now) {
        for (Underway fault : byId.values()) {
            if (fault.healAtNanos <= now) {
                heal(now, fault);
            }
        }
    }

    /** When the next fault is to be healed; {@code Long.MAX_VALUE}: none is. */
    long deadline(long now) {
        long next = Long.MAX_VALUE;
        for (Underway fault : byId.values()) {
            if (fault.healAtNanos > now) {
                next = Math.min(next, fault.healAtNanos);
            }
        }
        return next;
    }

    /** Heals each fault that lasts: now, or as soon as it is confirmed. */
    void healAll(long now) {
        for (Underway fault : byId.values()) {
            fault.healAtNanos = now;
            heal(now, fault);
        }
    }

    /** Withholds the faults that wait for the start of a node that is down. */
    void withholdStarts(long now, String why) {
        for (NodeState node : roster.all()) {
            for (Underway fault : List.copyOf(byId.values())) {
                if (node.life() == NodeState.Life.DOWN && fault.awaitsStartOf(node)) {
                    byId.remove(fault.planned.id());
                    lines.withheld(fault.planned, now, why);
                }
            }
        }
    }

    void injected(long now, int id, FaultEffect effect) {
        Underway fault = byId.get(id);
        if (fault == null || fault.confirmed) {
            throw new IllegalStateException("fault " + id + " was confirmed twice or without a request");
        }
        if (!fault.planned.fault().kind().lasting()) {
            byId.remove(id);
            lines.atOnce(fault.planned, fault.requestedNanos, effect);
            return;
        }
        fault.confirmed = true;
        Long forMillis = fault.planned.forMillis();
        if (forMillis != null) {
            fault.healAtNanos = Math.min(fault.healAtNanos, now + MILLISECONDS.toNanos(forMillis));
        }
        lines.on(fault.planned, fault.requestedNanos);
        roster.disturbed(now);
    }

    void healed(long now, int id, FaultEffect effect) {
        Underway fault = byId.remove(id);
        if (fault == null) {
            throw new IllegalStateException("fault " + id + " was reported healed but was not on");
        }
        roster.disturbed(now);
        lines.off(fault.planned, fault.healRequestedNanos, effect);
    }

    /** A process of the node was started: joins of the node, and restarts that found it down, are over. */
    void started(NodeState node) {
        for (Underway fault : List.copyOf(byId.values())) {
            if (fault.awaitsStartOf(node)) {
                byId.remove(fault.planned.id());
                lines.atOnce(fault.planned, fault.requestedNanos, FaultEffect.once("started", node.name()));
            }
        }
    }

    /** The process of the node is gone, so a pause of it is over. */
    void exited(long now, NodeState node) {
        for (Underway fault : byId.values()) {
            if (fault.isPauseOf(node.name())) {
                heal(now, fault);
            }
        }
    }

    private void heal(long now, Underway fault) {
        if (fault.confirmed && !fault.healing) {
            fault.healing = true;
            fault.healAtNanos = Long.MAX_VALUE;
            fault.healRequestedNanos = now;
            out.accept(new Action.Heal(fault.planned.id()));
        }
    }
}
