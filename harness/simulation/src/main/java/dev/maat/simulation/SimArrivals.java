package dev.maat.simulation;

import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Arrivals at a node over the network: packets, probes, and the hint that a packet reached no process. */
final class SimArrivals {
    private static final byte[] NO_PACKET = {};
    private static final long NO_PACKET_HASH = PacketHash.of(NO_PACKET);

    private final Scenario scenario;
    private final SeedDraw seed;
    private final SimNodes nodes;
    private final SimNetwork network;
    private final RunCounts counts;

    SimArrivals(Scenario scenario, SeedDraw seed, SimNodes nodes, SimNetwork network, RunCounts counts) {
        this.scenario = scenario;
        this.seed = seed;
        this.nodes = nodes;
        this.network = network;
        this.counts = counts;
    }

    void packet(Event event) {
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

    private boolean arrives(Event event, SimProcess process) {
        return network.arrives(event, process.serial());
    }

    /** No process takes the packet: its sender is told by an ICMP message, which travels as packets do. Some hosts tell nothing. */
    private void refuse(Event event) {
        SimProcess sender = nodes.get((int) event.from).process;
        boolean tells = seed.below(2, "icmp", event.id, 0) == 0;
        if (tells && sender != null && !network.isReliable() && !network.isCut(event)) {
            network.send(
                    event.atNanos,
                    event.node,
                    (int) event.from,
                    Event.Kind.UNREACHABLE,
                    NO_PACKET,
                    NO_PACKET_HASH,
                    sender.serial());
        }
    }

    /** @param probing if there is any */
    void probe(Event event, @Nullable Probing probing) {
        SimNode node = nodes.get(event.node);
        if (probing != null && node.process != null && arrives(event, node.process)) {
            probing.arrived((int) event.from, node);
        }
    }

    void unreachable(Event event) {
        SimNode node = nodes.get(event.node);
        SimProcess process = node.process;
        if (process != null && !network.isCut(event) && network.isOfPresentConnection(event, process.serial())) {
            String from = scenario.nodes().get((int) event.from);
            node.run(() -> process.unreachable(from), true);
        }
    }
}
