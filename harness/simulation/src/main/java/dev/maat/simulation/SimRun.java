package dev.maat.simulation;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.faults.SeedDraw;
import dev.maat.recording.CallGuard;
import dev.maat.recording.EffectRecorder;
import dev.maat.recording.FencedCore;
import dev.maat.recording.ImplementationFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final byte[] NO_PACKET = {};
    private static final long NO_PACKET_HASH = PacketHash.of(NO_PACKET);

    private final Scenario scenario;
    private final CoreFactory factory;
    private final EvidenceSink evidence;
    private final CallGuard guard;
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
    private long now;
    private long latestWake;
    private long serials;
    private long events;
    private boolean begun;
    private boolean optionsOffered;
    private @Nullable Probing probing;

    SimRun(Scenario scenario, CoreFactory factory, EvidenceSink evidence, CallGuard guard) {
        Simulation.capabilities(scenario.transport()).require(scenario.plan().kinds());
        this.scenario = scenario;
        this.factory = factory;
        this.evidence = evidence;
        this.guard = guard;
        this.seed = new SeedDraw(scenario.seed());
        this.network = new SimNetwork(scenario, seed, queue);
        this.conductor = new RunConductor(scenario, evidence.harness(() -> now));
        this.nodes = new SimNodes(scenario, seed);
        this.world = new SimWorld(scenario, seed, nodes, network, queue, fingerprint, counts, this::observe, () -> now);
        this.faults = new SimFaults(nodes, network, queue, observations::add);
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
            case PACKET -> packet(event);
            case PROBE -> {
                if (probing != null && node != null && node.process != null && arrives(event, node.process)) {
                    probing.arrived((int) event.from, node);
                }
            }
            case TIMER -> timer(event);
            case START -> start(nodes.get(event.node));
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
            case UNREACHABLE -> unreachable(event);
        }
    }

    private boolean arrives(Event event, SimProcess process) {
        return network.arrives(event, process.serial());
    }

    private void packet(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        byte[] packet = event.packet;
        if (process == null && event.from != event.node) {
            refuse(event);
        }
        if (process == null || packet == null || (event.from != event.node && !arrives(event, process))) {
            return;
        }
        counts.packetsDelivered++;
        String from = scenario.nodes().get((int) event.from);
        byte[] received = event.from == event.node ? packet.clone() : network.received(event, packet);
        if (node.paused) {
            node.run(() -> process.receive(from, received), true);
        } else {
            process.receive(from, received);
        }
    }

    /** No process takes the packet: its sender is told by an ICMP message, which travels as packets do. Some hosts tell nothing. */
    private void refuse(Event event) {
        SimProcess sender = nodes.get((int) event.from).process;
        boolean tells = seed.below(2, "icmp", event.id, 0) == 0;
        if (tells && sender != null && !network.isReliable() && !network.isCut(event)) {
            network.send(
                    now,
                    event.node,
                    (int) event.from,
                    Event.Kind.UNREACHABLE,
                    NO_PACKET,
                    NO_PACKET_HASH,
                    sender.serial());
        }
    }

    private void unreachable(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        if (process != null && !network.isCut(event) && network.isOfPresentConnection(event, process.serial())) {
            String from = scenario.nodes().get((int) event.from);
            node.run(() -> process.unreachable(from), true);
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

    private void start(SimNode node) {
        ProcessId id = new ProcessId(node.name, node.nextIncarnation++);
        boolean founder = id.incarnation() == 0 && scenario.founderNodes().contains(node.name);
        ProcessRecorder recorder = evidence.process(id.toString(), () -> now);
        EffectRecorder effects = new EffectRecorder(
                recorder, scenario.isStatic(), scenario.workload().stateBytes());
        SimProcess process = new SimProcess(world, node.index, id, ++serials, recorder, effects);
        node.process = process;
        List<String> contacts = new ArrayList<>(scenario.nodes());
        contacts.remove(node.name);
        long process64 = SeedDraw.hash(id.toString());
        SeedDraw own = new SeedDraw(seed.draw("core", process64, 0));
        process.start(
                new Input.Start(
                        id,
                        scenario.generation(),
                        founder,
                        scenario.founderNodes(),
                        contacts,
                        scenario.options(),
                        scenario.limits(),
                        own::draw),
                this::newCore);
    }

    /** Options that the first core was made with are offered: a later refusal is the implementation's failure. */
    private FencedCore newCore() {
        try {
            FencedCore core = FencedCore.make(() -> factory.newCore(scenario.options()), scenario.limits(), guard);
            optionsOffered = true;
            return core;
        } catch (IllegalArgumentException refused) {
            if (optionsOffered) {
                throw ImplementationFault.thrown(refused);
            }
            throw refused;
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
