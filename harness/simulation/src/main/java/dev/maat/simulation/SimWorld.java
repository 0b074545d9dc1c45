package dev.maat.simulation;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.port.Observation;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The surroundings of all processes of one run: turns timers and packets into events, and queues observations for the conductor. */
final class SimWorld implements World {
    /** One out of so many inputs waits for others to share its flush. */
    private static final int ALONE_OUT_OF = 4;

    /** The longest time over which inputs are gathered for one flush: some round trips of the network. */
    private static final long MAX_BATCH_NANOS = 1_000_000L;

    private static final byte[] NO_PACKET = {};
    private static final long NO_PACKET_HASH = PacketHash.of(NO_PACKET);

    private final Scenario scenario;
    private final SeedDraw.Stream aloneDraws;
    private final SeedDraw.Stream delayDraws;
    private final SeedDraw.Stream lateDraws;
    private final SimNodes nodes;
    private final SimNetwork network;
    private final EventQueue queue;
    private final Fingerprint fingerprint;
    private final RunCounts counts;
    private final Consumer<Observation> observations;
    private final LongSupplier now;

    SimWorld(
            Scenario scenario,
            SeedDraw seed,
            SimNodes nodes,
            SimNetwork network,
            EventQueue queue,
            Fingerprint fingerprint,
            RunCounts counts,
            Consumer<Observation> observations,
            LongSupplier now) {
        this.scenario = scenario;
        this.aloneDraws = seed.stream("flush.alone");
        this.delayDraws = seed.stream("flush.delay");
        this.lateDraws = seed.stream("timer.late");
        this.nodes = nodes;
        this.network = network;
        this.queue = queue;
        this.fingerprint = fingerprint;
        this.counts = counts;
        this.observations = observations;
        this.now = now;
    }

    @Override
    public long localNanos(int node) {
        return nodes.get(node).clock.at(now.getAsLong());
    }

    @Override
    public long flushDelayNanos(long serial, long flush) {
        boolean alone = aloneDraws.below(ALONE_OUT_OF, serial, flush) != 0;
        return alone ? 0 : 1 + delayDraws.below(MAX_BATCH_NANOS, serial, flush);
    }

    @Override
    public void awaitFlush(int node, long serial, long delayNanos) {
        queue.add(new Event(now.getAsLong() + delayNanos, Event.Kind.FLUSH, node, 0, 0, serial, null));
    }

    @Override
    public void setTimer(int node, long serial, long timer, long setting, long delayNanos) {
        long late = lateDraws.below(
                1 + scenario.network().timerLateMicros() * 1_000L, SeedDraw.mix(serial, timer), setting);
        long at = nodes.get(node).clock.after(now.getAsLong(), delayNanos) + late;
        queue.add(new Event(at, Event.Kind.TIMER, node, setting, timer, serial, null));
    }

    @Override
    public int send(int node, Destination to, byte[] packet, long hash, int maxDestinations) {
        // Its sender may write to its array later. Each receiver gets a copy of its own when the packet arrives.
        byte[] sent = packet.clone();
        if (to instanceof Destination.Node one) {
            SimNode receiver = nodes.find(one.name());
            if (receiver != null) {
                sendTo(node, receiver, sent, hash);
            }
            return 1;
        }
        int reached = 0;
        for (int other : nodes.get(node).fanOut) {
            if (reached == maxDestinations) {
                break;
            }
            sendTo(node, nodes.get(other), sent, hash);
            reached++;
        }
        return reached;
    }

    private void sendTo(int node, SimNode receiver, byte[] packet, long hash) {
        if (receiver.index == node) {
            // To itself: the loopback loses no packet.
            long arrival = now.getAsLong() + 1;
            queue.add(new Event(arrival, Event.Kind.PACKET, node, node, hash, 0, packet));
            return;
        }
        SimProcess process = receiver.process;
        network.send(
                now.getAsLong(),
                node,
                receiver.index,
                Event.Kind.PACKET,
                packet,
                hash,
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
        observations.accept(observation);
    }

    @Override
    public long trace(Effect effect) {
        return fingerprint.effect(effect);
    }

    @Override
    public void delivered() {
        counts.deliveries++;
    }

    @Override
    public void installed(int node, String viewId, boolean firstOfProcess) {
        counts.installed(viewId);
        SimProcess process = nodes.get(node).process;
        if (firstOfProcess && process != null) {
            boolean founder = process.id().incarnation() == 0
                    && scenario.founderNodes().contains(process.id().node());
            counts.joins += founder ? 0 : 1;
        }
    }

    @Override
    public void crashed(int faultId, SimProcess process, int reached, String where) {
        nodes.get(process.node()).armedFault = 0;
        process.kill(faultId);
        counts.crashesInFanOut += reached > 0 && reached < fanOutSize() ? 1 : 0;
        FaultEffect killed = FaultEffect.once("killed", process.id().node());
        observe(new Observation.Injected(faultId, new FaultEffect(killed.counts(), where)));
    }

    @Override
    public void ended(int node) {
        SimNode ended = nodes.get(node);
        ended.process = null;
        if (network.isReliable()) {
            tellOfBrokenConnections(node);
        }
        ended.forgetWaiting();
        if (ended.armedFault != 0) {
            observe(new Observation.Injected(ended.armedFault, FaultEffect.withheld("it ended before, by itself")));
            ended.armedFault = 0;
        }
    }

    /** The connections of a process that ends are reset. */
    private void tellOfBrokenConnections(int ended) {
        for (int other : nodes.get(ended).fanOut) {
            SimProcess process = nodes.get(other).process;
            if (process != null) {
                network.send(
                        now.getAsLong(),
                        ended,
                        other,
                        Event.Kind.UNREACHABLE,
                        NO_PACKET,
                        NO_PACKET_HASH,
                        process.serial());
            }
        }
    }
}
