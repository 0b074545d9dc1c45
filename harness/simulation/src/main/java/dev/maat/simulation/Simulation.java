package dev.maat.simulation;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario in virtual time. Same scenario and implementation, same history to the byte; so a seed is a run, not a hope.
 *
 * <p>Nodes are single-threaded and take no time to compute; only the network, timers and faults take time.
 */
public final class Simulation {
    /** A run with more events than this is broken off as a harness failure: some timer is set for no time at all. */
    static final long MOST_EVENTS = 200_000_000L;

    private static final long START_NANOS = 20_000_000L;
    private static final int EVENTS_BETWEEN_LOOKS = 1_024;

    private final Scenario scenario;
    private final CoreFactory factory;
    private final EvidenceSink evidence;
    private final SeedDraw seed;
    private final EventQueue queue = new EventQueue();
    private final SimNetwork network;
    private final List<SimNode> nodes = new ArrayList<>();
    private final Map<String, SimNode> byName = new LinkedHashMap<>();
    private final Surroundings world = new Surroundings();
    private final Fingerprint fingerprint = new Fingerprint();
    private final RunConductor conductor;
    private final ArrayDeque<Observation> observations = new ArrayDeque<>();
    private final ArrayDeque<Action> actions = new ArrayDeque<>();
    private final SimFaults faults;
    private final TreeSet<String> viewIds = new TreeSet<>();
    private long now;
    private long wish;
    private long serials;
    private long events;
    private long packetsDelivered;
    private long deliveries;
    private int joins;
    private int crashesInFanOut;
    private boolean begun;
    private @Nullable Probing probing;

    Simulation(Scenario scenario, CoreFactory factory, EvidenceSink evidence) {
        capabilities(scenario.transport()).require(scenario.plan().kinds());
        this.scenario = scenario;
        this.factory = factory;
        this.evidence = evidence;
        this.seed = new SeedDraw(scenario.seed());
        this.network = new SimNetwork(scenario, seed, queue);
        this.conductor = new RunConductor(scenario, new HarnessRecorder(evidence.harness(), () -> now));
        for (int i = 0; i < scenario.nodes().size(); i++) {
            String name = scenario.nodes().get(i);
            long drift = scenario.network().clockDriftPpm();
            LocalClock clock = new LocalClock(
                    seed.below(1L << 40, "clock.origin", i, 0), seed.between(-drift, drift, "clock.drift", i, 0));
            SimNode node = new SimNode(i, name, clock, fanOut(i));
            nodes.add(node);
            byName.put(name, node);
        }
        this.faults = new SimFaults(nodes, this::node, network, queue, observations::add);
    }

    /** What simulation can do over a transport ({@code multicast} is as {@code udp}). */
    public static Capabilities capabilities(String transport) {
        Map<FaultKind, String> whyNot = new EnumMap<>(FaultKind.class);
        if (transport.equals("tcp")) {
            String reason = "TCP hides it from whoever uses it";
            whyNot.put(FaultKind.LOSS, reason);
            whyNot.put(FaultKind.DUPLICATE, reason);
            whyNot.put(FaultKind.REORDER, reason);
        } else {
            whyNot.put(FaultKind.RESET, "datagrams have no connections");
        }
        return Capabilities.allBut("simulation over " + transport, whyNot);
    }

    /**
     * Runs the scenario to its end.
     *
     * @throws dev.maat.faults.UnsupportedFaultException if the plan asks for what simulation cannot do over the transport
     * @throws IllegalArgumentException if the implementation does not offer the scenario's options
     */
    public static SimulationResult run(Scenario scenario, CoreFactory factory, EvidenceSink evidence) {
        return run(scenario, factory, evidence, () -> false);
    }

    /** As above; broken off as a harness failure ("interrupted") soon after {@code interrupted} says so. */
    public static SimulationResult run(
            Scenario scenario, CoreFactory factory, EvidenceSink evidence, BooleanSupplier interrupted) {
        return run(scenario, factory, evidence, interrupted, () -> null);
    }

    /** As above; ended in good order as soon as {@code enough} says why nothing more need be seen. */
    public static SimulationResult run(
            Scenario scenario,
            CoreFactory factory,
            EvidenceSink evidence,
            BooleanSupplier interrupted,
            Supplier<@Nullable String> enough) {
        Simulation simulation = new Simulation(scenario, factory, evidence);
        String why = null;
        while (simulation.advance()) {
            if (simulation.events % EVENTS_BETWEEN_LOOKS == 0 && interrupted.getAsBoolean()) {
                simulation.breakOff("interrupted");
            }
            if (why == null) {
                why = enough.get();
                simulation.endEarly(why);
            }
        }
        return simulation.result();
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
            if (++events > MOST_EVENTS) {
                breakOff("more than " + MOST_EVENTS + " events");
            }
        }
        return !conductor.isDone();
    }

    private void breakOff(String why) {
        observations.add(new Observation.HarnessFailed(why));
        settleWithConductor();
    }

    private void endEarly(@Nullable String why) {
        if (why != null) {
            observations.add(new Observation.EnoughSeen(why));
            settleWithConductor();
        }
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
                packetsDelivered,
                deliveries,
                Math.max(0, viewIds.size() - 1),
                joins,
                crashesInFanOut,
                now);
    }

    private int[] fanOut(int node) {
        int[] order = new int[scenario.nodes().size() - 1];
        for (int i = 0, at = 0; i < scenario.nodes().size(); i++) {
            if (i != node) {
                order[at++] = i;
            }
        }
        for (int at = order.length - 1; at > 0; at--) {
            int other = (int) seed.below(at + 1L, "fanout", node, at);
            int swapped = order[at];
            order[at] = order[other];
            order[other] = swapped;
        }
        return order;
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
                if (event.id == wish) {
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
        }
    }

    private boolean arrives(Event event, SimProcess process) {
        return network.arrives(event, process.serial());
    }

    private void packet(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        byte[] packet = event.packet;
        if (process == null || packet == null || (event.from != event.node && !arrives(event, process))) {
            return;
        }
        packetsDelivered++;
        String from = scenario.nodes().get((int) event.from);
        node.run(() -> process.receive(from, packet), true);
    }

    private void timer(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        if (process != null && process.serial() == event.mark) {
            node.run(() -> process.timerDue(event.id, event.from), false);
        }
    }

    private void start(SimNode node) {
        ProcessId id = new ProcessId(node.name, node.nextIncarnation++);
        boolean founder = id.incarnation() == 0 && scenario.founderNodes().contains(node.name);
        ProtocolCore core = factory.newCore(scenario.options());
        ProcessRecorder recorder = new ProcessRecorder(id.toString(), evidence.process(id.toString()), () -> now);
        SimProcess process = new SimProcess(
                world,
                node.index,
                id,
                ++serials,
                core,
                recorder,
                scenario.limits().maxPacketBytes());
        node.process = process;
        List<String> contacts = new ArrayList<>(scenario.nodes());
        contacts.remove(node.name);
        long process64 = SeedDraw.hash(id.toString());
        SeedDraw own = new SeedDraw(seed.draw("core", process64, 0));
        process.start(new Input.Start(
                id,
                scenario.generation(),
                founder,
                scenario.founderNodes(),
                contacts,
                scenario.options(),
                scenario.limits(),
                own::draw));
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

    private void act(Action action) {
        switch (action) {
            case Action.StartNode start -> {
                SimNode node = node(start.node());
                long delay = 1 + seed.below(START_NANOS, "start", node.index, node.nextIncarnation);
                queue.add(new Event(now + delay, Event.Kind.START, node.index, 0, 0, 0, null));
            }
            case Action.Multicast send -> {
                SimProcess process = process(send.process());
                if (process == null) {
                    observations.add(new Observation.Failed(send.process(), send.number()));
                } else {
                    node(process.id().node())
                            .run(() -> process.multicast(send.number(), send.sizeBytes(), send.last()), false);
                }
            }
            case Action.Leave leave -> {
                SimProcess process = process(leave.process());
                if (process != null) {
                    node(process.id().node()).run(process::leave, false);
                }
            }
            case Action.Inject inject -> faults.inject(now, inject.faultId(), inject.fault());
            case Action.Heal heal -> faults.heal(now, heal.faultId());
            case Action.Probe probe -> {
                probing = new Probing(probe.nodes().stream().map(this::node).toList());
                probe(0);
            }
            case Action.Stop stop -> {
                SimProcess process = process(stop.process());
                if (process != null) {
                    process.stop();
                }
            }
            case Action.WakeAt wake ->
                queue.add(new Event(Math.max(now, wake.nanos()), Event.Kind.WAKE, -1, 0, ++wish, 0, null));
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

    private SimNode node(String name) {
        SimNode node = byName.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + name + "' in the scenario");
        }
        return node;
    }

    private @Nullable SimProcess process(String name) {
        SimProcess process = node(ProcessId.parse(name).node()).process;
        return process != null && process.name().equals(name) ? process : null;
    }

    /** What processes see of all this. */
    private final class Surroundings implements World {
        @Override
        public long localNanos(int node) {
            return nodes.get(node).clock.at(now);
        }

        @Override
        public void setTimer(int node, long serial, long timer, long setting, long delayNanos) {
            long late = seed.below(
                    1 + scenario.network().timerLateMicros() * 1_000L,
                    "timer.late",
                    SeedDraw.mix(serial, timer),
                    setting);
            long at = nodes.get(node).clock.after(now, delayNanos) + late;
            queue.add(new Event(at, Event.Kind.TIMER, node, setting, timer, serial, null));
        }

        @Override
        public int send(int node, Destination to, byte[] packet, int mostDestinations) {
            if (to instanceof Destination.Node one) {
                SimNode receiver = byName.get(one.name());
                if (receiver != null) {
                    sendTo(node, receiver, packet);
                }
                return 1;
            }
            int reached = 0;
            for (int other : nodes.get(node).fanOut) {
                if (reached == mostDestinations) {
                    break;
                }
                sendTo(node, nodes.get(other), packet);
                reached++;
            }
            return reached;
        }

        private void sendTo(int node, SimNode receiver, byte[] packet) {
            if (receiver.index == node) {
                // To itself: the loopback loses nothing.
                queue.add(new Event(now + 1, Event.Kind.PACKET, node, node, PacketHash.of(packet), 0, packet.clone()));
                return;
            }
            SimProcess process = receiver.process;
            network.send(
                    now,
                    node,
                    receiver.index,
                    Event.Kind.PACKET,
                    packet.clone(),
                    process == null ? 0 : process.serial());
        }

        @Override
        public boolean isFanOut(Destination to) {
            return to instanceof Destination.Group && nodes.size() > 2;
        }

        @Override
        public int fanOutSize() {
            return nodes.size() - 1;
        }

        @Override
        public void observe(Observation observation) {
            observations.add(observation);
        }

        @Override
        public void trace(Effect effect) {
            fingerprint.effect(effect);
        }

        @Override
        public void delivered() {
            deliveries++;
        }

        @Override
        public void installed(int node, String viewId, boolean firstOfProcess) {
            viewIds.add(viewId);
            SimProcess process = nodes.get(node).process;
            if (firstOfProcess && process != null) {
                boolean founder = process.id().incarnation() == 0
                        && scenario.founderNodes().contains(process.id().node());
                joins += founder ? 0 : 1;
            }
        }

        @Override
        public void crashed(int faultId, SimProcess process, int reached, String where) {
            nodes.get(process.node()).armedFault = 0;
            process.kill(faultId);
            crashesInFanOut += reached > 0 && reached < fanOutSize() ? 1 : 0;
            SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
            SortedMap<String, Long> killed = new TreeMap<>();
            killed.put(process.id().node(), 1L);
            counts.put("killed", killed);
            observations.add(new Observation.Injected(faultId, new FaultEffect(counts, where)));
        }

        @Override
        public void ended(int node) {
            SimNode ended = nodes.get(node);
            ended.process = null;
            ended.forgetWaiting();
            if (ended.armedFault != 0) {
                observations.add(
                        new Observation.Injected(ended.armedFault, FaultEffect.withheld("it ended before, by itself")));
                ended.armedFault = 0;
            }
        }
    }
}
