package dev.maat.simulation;

import dev.maat.faults.SeedDraw;
import dev.maat.recording.CallGuard;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: takes events in the order of time, hands them to nodes, and settles with the conductor after each.
 *
 * <p>Nodes are single-threaded and take no time to compute; only the network, timers and faults take time.
 */
final class SimRun {
    /** A run with more events than this is broken off as a harness failure. {@link StepBound} finds timers of no delay long before. */
    static final long MAX_EVENTS = 200_000_000L;

    private static final long START_NANOS = 20_000_000L;

    private final SeedDraw seed;
    private final EventQueue queue = new EventQueue();
    private final SimNetwork network;
    private final SimNodes nodes;
    private final SimWorld world;
    private final RunCounts counts = new RunCounts();
    private final Fingerprint fingerprint = new Fingerprint();
    private final RunConductor conductor;
    private final ArrayDeque<Observation> observations = new ArrayDeque<>();
    private final ArrayDeque<Action> actions = new ArrayDeque<>();
    private final SimFaults faults;
    private final SimArrivals arrivals;
    private final ProcessStarter starter;
    private long now;
    private long latestWake;
    private long events;
    private boolean begun;
    private @Nullable Probing probing;

    SimRun(Scenario scenario, CoreFactory factory, EvidenceSink evidence, CallGuard guard) {
        Simulation.capabilities(scenario.transport()).require(scenario.plan().kinds());
        this.seed = new SeedDraw(scenario.seed());
        this.network = new SimNetwork(scenario, seed, queue);
        this.conductor = new RunConductor(scenario, evidence.harness(() -> now));
        this.nodes = new SimNodes(scenario, seed);
        this.world = new SimWorld(scenario, seed, nodes, network, queue, fingerprint, counts, this::observe, () -> now);
        this.faults = new SimFaults(nodes, network, queue, observations::add);
        this.arrivals = new SimArrivals(scenario, seed, nodes, network, counts);
        this.starter = new ProcessStarter(scenario, seed, factory, evidence, guard, world, () -> now);
    }

    /** Handles one event; false when the run is over. */
    boolean advance() {
        if (!begun) {
            begun = true;
            conductor.begin(now, actions::add);
            settleWithConductor();
            return !conductor.isDone();
        }
        Event event = queue.poll();
        if (event == null) {
            breakOff("nothing is left to happen");
        } else {
            now = event.atNanos;
            fingerprint.event(event);
            handle(event);
            settleWithConductor();
            if (++events > MAX_EVENTS) {
                breakOff("more than " + MAX_EVENTS + " events");
            }
        }
        return !conductor.isDone();
    }

    /** Ends the run as a harness failure. */
    void breakOff(String why) {
        observations.add(new Observation.HarnessFailed(why));
        settleWithConductor();
    }

    /** Ends the run in good order, if there is a reason to. */
    void endEarly(@Nullable String why) {
        if (why != null) {
            observations.add(new Observation.EnoughSeen(why));
            settleWithConductor();
        }
    }

    /** Events handled so far. */
    long events() {
        return events;
    }

    long fingerprint() {
        return fingerprint.value();
    }

    String describeLastEvent() {
        return fingerprint.describe();
    }

    SimulationResult result() {
        return new SimulationResult(
                conductor.outcome(),
                fingerprint.value(),
                events,
                network.packetsSent(),
                counts.packetsDelivered,
                counts.deliveries,
                counts.viewChanges(),
                counts.joins,
                counts.crashesInFanOut,
                now);
    }

    private void handle(Event event) {
        SimNode node = event.node < 0 ? null : nodes.get(event.node);
        switch (event.kind) {
            case PACKET -> arrivals.packet(event);
            case PROBE -> arrivals.probe(event, probing);
            case TIMER -> timer(event);
            case START -> starter.start(nodes.get(event.node));
            case WAKE -> {
                if (event.id == latestWake) {
                    observations.add(new Observation.Tick());
                }
            }
            case CRASH_DEADLINE -> {
                SimProcess process = node == null ? null : node.process;
                if (process != null && process.isArmedBy((int) event.id)) {
                    world.crashed((int) event.id, process, 0, "at no such point within its time");
                }
            }
            case PROBE_ROUND -> probe(event.id);
            case FLUSH -> {
                SimProcess process = node == null ? null : node.process;
                if (node != null && process != null && process.serial() == event.mark) {
                    node.run(process::flushDue, false);
                }
            }
            case UNREACHABLE -> arrivals.unreachable(event);
        }
    }

    private void timer(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        if (process != null && process.serial() == event.mark) {
            if (node.paused) {
                node.run(() -> process.timerDue(event.id, event.from), false);
            } else {
                process.timerDue(event.id, event.from);
            }
        }
    }

    private void settleWithConductor() {
        while (!conductor.isDone()) {
            Action action = actions.poll();
            if (action != null) {
                act(action);
                continue;
            }
            Observation observation = observations.poll();
            if (observation == null) {
                return;
            }
            conductor.step(now, observation, actions::add);
        }
    }

    private void observe(Observation observation) {
        observations.add(observation);
        if (conductor.awaits(observation)) {
            settleInsideStep();
        }
    }

    /**
     * A process has come to a mark that a fault waits for, in the middle of a step. The conductor hears of it at this very effect, and the
     * faults that it requests are carried out before the next one. Everything else that it requests waits for the end of the step. A
     * pause, too, begins only then: the process is not scheduled any more, but its step has been taken.
     */
    private void settleInsideStep() {
        while (!conductor.isDone() && !observations.isEmpty()) {
            conductor.step(now, observations.remove(), actions::add);
            for (Action action : List.copyOf(actions)) {
                // A fault may end a process, and that may be a mark as well: what is gone from the queue was carried
                // out then.
                if (action instanceof Action.Inject inject && actions.remove(action)) {
                    faults.inject(now, inject.faultId(), inject.fault());
                }
            }
        }
    }

    private void act(Action action) {
        switch (action) {
            case Action.StartNode start -> {
                SimNode node = nodes.named(start.node());
                long delay = 1 + seed.below(START_NANOS, "start", node.index, node.nextIncarnation);
                queue.add(new Event(now + delay, Event.Kind.START, node.index, 0, 0, 0, null));
            }
            case Action.Multicast send -> {
                SimProcess process = nodes.process(send.process());
                if (process == null) {
                    observations.add(new Observation.Failed(send.process(), send.number()));
                } else {
                    nodes.named(process.id().node())
                            .run(() -> process.multicast(send.number(), send.sizeBytes(), send.last()), false);
                }
            }
            case Action.Leave leave -> {
                SimProcess process = nodes.process(leave.process());
                if (process != null) {
                    nodes.named(process.id().node()).run(process::leave, false);
                }
            }
            case Action.Inject inject -> faults.inject(now, inject.faultId(), inject.fault());
            case Action.Heal heal -> faults.heal(now, heal.faultId());
            case Action.Probe probe -> {
                probing = new Probing(probe.nodes().stream().map(nodes::named).toList());
                probe(0);
            }
            case Action.Stop stop -> {
                SimProcess process = nodes.process(stop.process());
                if (process != null) {
                    process.stop();
                }
            }
            // All processes stop at the same instant of virtual time, so none outlives another.
            case Action.Exit exit -> {}
            case Action.WakeAt wake ->
                queue.add(new Event(Math.max(now, wake.nanos()), Event.Kind.WAKE, -1, 0, ++latestWake, 0, null));
            case Action.Tell tell -> {}
            case Action.Finish finish -> {}
        }
    }

    private void probe(long round) {
        Probing underway = probing;
        if (underway == null) {
            return;
        }
        if (round > 0 && (underway.everyLinkCarried() || round >= Probing.ROUNDS)) {
            probing = null;
            observations.add(new Observation.Probed(underway.everyLinkCarried(), underway.everyProcessScheduled()));
            return;
        }
        underway.round(now, round, network);
        queue.add(new Event(now + Probing.ROUND_NANOS, Event.Kind.PROBE_ROUND, -1, 0, round + 1, 0, null));
    }
}
