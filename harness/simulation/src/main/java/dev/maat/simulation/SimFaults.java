package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.scenario.conductor.port.Observation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Carries out faults on simulated nodes and links, heals them, and reports what each did. */
final class SimFaults {
    private static final long MILLI = 1_000_000L;

    private final SimNodes nodes;
    private final SimNetwork network;
    private final EventQueue queue;
    private final Consumer<Observation> out;
    private final Map<Integer, Fault> lasting = new LinkedHashMap<>();

    SimFaults(SimNodes nodes, SimNetwork network, EventQueue queue, Consumer<Observation> out) {
        this.nodes = nodes;
        this.network = network;
        this.queue = queue;
        this.out = out;
    }

    void inject(long now, int id, Fault fault) {
        switch (fault) {
            case Fault.Kill kill -> kill(id, kill);
            case Fault.CrashPoint point -> arm(now, id, point);
            case Fault.Pause pause -> pause(now, id, pause);
            case Fault.ClockJump jump -> jump(now, id, jump);
            case Fault.Reset reset -> {
                boolean[] up = new boolean[nodes.size()];
                nodes.all().forEach(node -> up[node.index] = node.process != null);
                out.accept(new Observation.Injected(id, network.reset(reset, up)));
            }
            case Fault.Restart other -> throw new IllegalStateException("a restart comes as a kill and a start");
            case Fault.Join other -> throw new IllegalStateException("a join comes as a start");
            case Fault.Leave other -> throw new IllegalStateException("a leave is asked of the process");
            case Fault.Partition links -> injectOnLinks(id, links);
            case Fault.OnLinks links -> injectOnLinks(id, links);
        }
    }

    private void kill(int id, Fault.Kill kill) {
        SimProcess process = nodes.named(kill.node()).process;
        if (process == null) {
            out.accept(new Observation.Injected(id, FaultEffect.withheld("nothing ran any more")));
        } else {
            process.kill(id);
            out.accept(new Observation.Injected(id, FaultEffect.once("killed", kill.node())));
        }
    }

    private void arm(long now, int id, Fault.CrashPoint point) {
        SimNode node = nodes.named(point.node());
        if (node.process == null) {
            out.accept(new Observation.Injected(id, FaultEffect.withheld("nothing ran any more")));
            return;
        }
        node.armedFault = id;
        node.process.arm(new CrashPoint(id, point.afterEffects(), point.afterDestinations()));
        queue.add(new Event(now + point.withinMillis() * MILLI, Event.Kind.CRASH_DEADLINE, node.index, 0, id, 0, null));
    }

    private void pause(long now, int id, Fault.Pause pause) {
        SimNode node = nodes.named(pause.node());
        node.paused = true;
        node.pausedSinceNanos = now;
        lasting.put(id, pause);
        out.accept(new Observation.Injected(id, FaultEffect.NOTHING));
    }

    /**
     * A timer that is due by the new time, or earlier now than before, fires then. Each event moves, so that the queue does not grow; one
     * that would find its timer gone is dropped.
     */
    private void jump(long now, int id, Fault.ClockJump jump) {
        SimNode node = nodes.named(jump.node());
        SimProcess process = node.process;
        if (process == null) {
            out.accept(new Observation.Injected(id, FaultEffect.withheld("nothing ran any more")));
            return;
        }
        long ahead = jump.aheadMillis() * MILLI;
        node.clock.jump(ahead);
        for (Event timer : queue.remove(event -> event.kind == Event.Kind.TIMER && event.node == node.index)) {
            if (timer.mark == process.serial() && process.isSet(timer.id, timer.from)) {
                long due = Math.max(now + 1, timer.atNanos - ahead);
                queue.add(new Event(due, Event.Kind.TIMER, timer.node, timer.from, timer.id, timer.mark, null));
            }
        }
        out.accept(new Observation.Injected(id, FaultEffect.of("jumpedMillis", node.name, jump.aheadMillis())));
    }

    private void injectOnLinks(int id, Fault fault) {
        lasting.put(id, fault);
        network.inject(id, fault);
        out.accept(new Observation.Injected(id, FaultEffect.NOTHING));
    }

    void heal(long now, int id) {
        Fault fault = lasting.remove(id);
        if (fault instanceof Fault.Pause pause) {
            SimNode node = nodes.named(pause.node());
            long millis = Math.max(1, (now - node.pausedSinceNanos) / MILLI);
            out.accept(new Observation.Healed(id, FaultEffect.of("pausedMillis", node.name, millis)));
            node.resume();
        } else if (fault != null) {
            out.accept(new Observation.Healed(id, network.heal(now, id)));
        } else {
            throw new IllegalStateException("fault " + id + " is not on");
        }
    }
}
