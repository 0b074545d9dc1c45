package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The network: a directed link from each node to each other. Over datagrams a packet is lost, duplicated, delayed or overtaken
 * by draws of its own. Cuts and loss act where a packet arrives, so a cut also stops packets that are under way when it begins.
 * Over {@code tcp}, links are reliable and in order: a cut stalls them, a reset loses the packets under way.
 */
final class SimNetwork {
    /** An exponential draw has no upper end; it is cut here, in multiples of the mean. */
    private static final int MAX_MEANS = 10;

    private static final long MICRO = 1_000L;

    private final List<String> nodes;
    private final NetworkModel model;
    private final boolean reliable;
    private final SeedDraw.Stream draws;
    private final EventQueue queue;
    private final DirectedLink[][] links;
    private final Occurrences occurrences = new Occurrences();
    private final Map<Integer, LinkFault> faults = new LinkedHashMap<>();
    private long packetsSent;

    SimNetwork(Scenario scenario, SeedDraw seed, EventQueue queue) {
        this.nodes = scenario.nodes();
        this.model = scenario.network();
        this.reliable = scenario.transport().equals("tcp");
        this.draws = seed.stream("net");
        this.queue = queue;
        this.links = new DirectedLink[nodes.size()][nodes.size()];
        for (int from = 0; from < links.length; from++) {
            for (int to = 0; to < links.length; to++) {
                if (from != to) {
                    links[from][to] = new DirectedLink(
                            from, to, new Link(nodes.get(from), nodes.get(to)), from * links.length + to, reliable);
                }
            }
        }
    }

    long packetsSent() {
        return packetsSent;
    }

    boolean isReliable() {
        return reliable;
    }

    /**
     * Sends a packet.
     *
     * @param hash of the packet ({@link PacketHash})
     * @param receiver the process at the other end, as far as a connection would know it; 0: none runs
     */
    void send(long now, int from, int to, Event.Kind kind, byte[] packet, long hash, long receiver) {
        DirectedLink link = links[from][to];
        packetsSent++;
        long place = SeedDraw.mix(hash, (long) from * nodes.size() + to);
        // By another key of packet and link: it puts the places of one fan-out side by side.
        long site = draws.draw(place, occurrences.next(SeedDraw.mix(hash, from) + to));
        if (reliable) {
            if (receiver != 0) {
                sendInOrder(now, link, kind, packet, site, receiver);
            }
            return;
        }
        if (Chance.comes(site, 1, model.lossPerMille(), 1_000)) {
            return;
        }
        long arrival = now + latency(site, 2) + link.addedNanos(site);
        if (Chance.comes(site, 3, model.reorderPerMille(), 1_000)) {
            arrival += SeedDraw.below(SeedDraw.mix(site, 4), 1 + MAX_MEANS * model.meanLatencyMicros() * MICRO);
        }
        queue.add(new Event(arrival, kind, to, from, site, link.epoch(), packet));
        if (Chance.comes(site, 5, model.duplicatePerMille(), 1_000) || link.isDoubled(site)) {
            long again = now + latency(site, 6) + link.addedNanos(site);
            queue.add(new Event(again, kind, to, from, SeedDraw.mix(site, 7), link.epoch(), packet));
        }
    }

    private void sendInOrder(long now, DirectedLink link, Event.Kind kind, byte[] packet, long site, long receiver) {
        long arrival = link.arrivalInOrder(now + latency(site, 2) + link.addedNanos(site));
        queue.add(new Event(arrival, kind, link.to(), link.from(), site, link.connectionTo(receiver), packet));
    }

    /** Over {@code tcp}: whether it was sent to this very process and its link was not reset since. Datagrams have no connection. */
    boolean isOfPresentConnection(Event event, long receiver) {
        return !reliable || event.mark == linkOf(event).connectionTo(receiver);
    }

    /** Whether a packet gets through; if not, it is lost, or waits until the link is healed. */
    boolean arrives(Event event, long receiver) {
        return isOfPresentConnection(event, receiver)
                && !isOfHealedReplay(event)
                && linkOf(event).letsThrough(event);
    }

    private DirectedLink linkOf(Event event) {
        return links[(int) event.from][event.node];
    }

    /** Copies of a replay carry its number, below zero; they are gone with it. */
    private boolean isOfHealedReplay(Event event) {
        return !reliable && event.mark < 0 && !faults.containsKey((int) -event.mark);
    }

    /** A copy of a packet that {@linkplain #arrives arrives}: one may be damaged, and one may come again later. */
    byte[] received(Event event, byte[] packet) {
        return linkOf(event).received(event, packet, queue::add);
    }

    /** Whether a cut keeps back a packet over the link of the event. The packet is not counted: no process sent it. */
    boolean isCut(Event event) {
        return linkOf(event).isCut();
    }

    private long latency(long site, int salt) {
        double mean = (model.meanLatencyMicros() - model.minLatencyMicros()) * (double) MICRO;
        double unit = SeedDraw.unit(SeedDraw.mix(site, salt));
        double means = Math.min(MAX_MEANS, -StrictMath.log(1 - unit));
        return model.minLatencyMicros() * MICRO + (long) (mean * means);
    }

    void inject(int id, Fault fault) {
        LinkFault on = new LinkFault(id, fault, links.length * links.length);
        faults.put(id, on);
        for (DirectedLink link : covered(fault)) {
            link.add(on);
        }
    }

    FaultEffect heal(long now, int id) {
        LinkFault off = faults.remove(id);
        if (off == null) {
            throw new IllegalStateException("fault " + id + " is not on");
        }
        for (DirectedLink link : covered(off.fault)) {
            link.remove(off);
            release(now, link);
        }
        return off.effect(reliable, number -> links[number / links.length][number % links.length].text());
    }

    /** A healed link forwards the packets that it kept, in order. If another cut is still on, they stall again on arrival. */
    private void release(long now, DirectedLink link) {
        for (Event event = link.nextStalled(); event != null; event = link.nextStalled()) {
            long arrival = link.arrivalInOrder(now + latency(event.id, 8));
            queue.add(new Event(arrival, event.kind, event.node, event.from, event.id, event.mark, event.packet));
        }
    }

    /** Breaks connections; {@code up} says which nodes run a process. */
    FaultEffect reset(Fault.Reset reset, boolean[] up) {
        SortedMap<String, Long> broken = new TreeMap<>();
        for (DirectedLink link : covered(reset)) {
            link.reset();
            if (up[link.from()] && up[link.to()]) {
                broken.put(link.text(), 1L);
            }
        }
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        counts.put("reset", broken);
        return new FaultEffect(counts, null);
    }

    private List<DirectedLink> covered(Fault fault) {
        List<DirectedLink> list = new ArrayList<>();
        List<Link> cut = fault instanceof Fault.Partition partition ? partition.links() : List.of();
        for (DirectedLink[] row : links) {
            for (DirectedLink link : row) {
                if (link == null) {
                    continue;
                }
                boolean isCovered = fault instanceof Fault.OnLinks onLinks
                        ? onLinks.covers(link.name())
                        : cut.contains(link.name());
                if (isCovered) {
                    list.add(link);
                }
            }
        }
        return list;
    }
}
