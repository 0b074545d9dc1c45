package dev.maat.simulation;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import java.util.ArrayDeque;
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
    /** Packets that a stalled link keeps, as a connection's buffers would; further ones are lost. */
    static final int MAX_STALLED = 8_192;

    /** An exponential draw has no upper end; it is cut here, in multiples of the mean. */
    private static final int MAX_MEANS = 10;

    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;

    private final List<String> nodes;
    private final NetworkModel model;
    private final boolean reliable;
    private final SeedDraw.Stream draws;
    private final EventQueue queue;
    private final DirectedLink[][] links;
    private final Occurrences occurrences = new Occurrences();
    private final Map<Integer, LinkFault> faults = new LinkedHashMap<>();
    private long packetsSent;

    /** One directed link. */
    private static final class DirectedLink {
        final int from;
        final int to;
        final Link name;
        final String text;
        /** As a counter of a fault knows it. */
        final int number;

        final List<LinkFault> faults = new ArrayList<>();
        final ArrayDeque<Event> stalled = new ArrayDeque<>();
        long lastArrivalNanos;
        long epoch;

        DirectedLink(int from, int to, Link name, int number) {
            this.from = from;
            this.to = to;
            this.name = name;
            this.text = name.toString();
            this.number = number;
        }
    }

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
                            from, to, new Link(nodes.get(from), nodes.get(to)), from * links.length + to);
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
        if (chance(site, 1, model.lossPerMille(), 1_000)) {
            return;
        }
        long arrival = now + latency(site, 2) + added(link, site);
        if (chance(site, 3, model.reorderPerMille(), 1_000)) {
            arrival += SeedDraw.below(SeedDraw.mix(site, 4), 1 + MAX_MEANS * model.meanLatencyMicros() * MICRO);
        }
        queue.add(new Event(arrival, kind, to, from, site, link.epoch, packet));
        if (chance(site, 5, model.duplicatePerMille(), 1_000) || isDoubled(link, site)) {
            long again = now + latency(site, 6) + added(link, site);
            queue.add(new Event(again, kind, to, from, SeedDraw.mix(site, 7), link.epoch, packet));
        }
    }

    private void sendInOrder(long now, DirectedLink link, Event.Kind kind, byte[] packet, long site, long receiver) {
        long arrival = Math.max(link.lastArrivalNanos + 1, now + latency(site, 2) + added(link, site));
        link.lastArrivalNanos = arrival;
        queue.add(new Event(arrival, kind, link.to, link.from, site, SeedDraw.mix(receiver, link.epoch), packet));
    }

    /** Over {@code tcp}: whether it was sent to this very process and its link was not reset since. Datagrams have no connection. */
    boolean isOfPresentConnection(Event event, long receiver) {
        return !reliable || event.mark == SeedDraw.mix(receiver, links[(int) event.from][event.node].epoch);
    }

    /** Whether a packet gets through; if not, it is lost, or waits until the link is healed. */
    boolean arrives(Event event, long receiver) {
        DirectedLink link = links[(int) event.from][event.node];
        if (!isOfPresentConnection(event, receiver) || isOfHealedReplay(event)) {
            return false;
        }
        for (LinkFault on : link.faults) {
            switch (on.fault) {
                case Fault.Partition cut -> {
                    stop(link, on, event);
                    return false;
                }
                case Fault.OneWayCut cut -> {
                    stop(link, on, event);
                    return false;
                }
                case Fault.BurstLoss loss -> {
                    if (on.inBurst(loss, link.number, SeedDraw.mix(event.id, 600 + on.id))) {
                        on.drop(link.number);
                        return false;
                    }
                }
                case Fault.Loss loss -> {
                    if (chance(event.id, 100 + on.id, loss.percent(), 100)) {
                        on.drop(link.number);
                        return false;
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    /** Copies of a replay carry its number, below zero; they are gone with it. */
    private boolean isOfHealedReplay(Event event) {
        return !reliable && event.mark < 0 && !faults.containsKey((int) -event.mark);
    }

    /** A copy of a packet that {@linkplain #arrives arrives}: one may be damaged, and one may come again later. */
    byte[] received(Event event, byte[] packet) {
        DirectedLink link = links[(int) event.from][event.node];
        byte[] received = packet.clone();
        for (LinkFault on : link.faults) {
            if (on.fault instanceof Fault.Corrupt corrupt
                    && packet.length > 0
                    && chance(event.id, 700 + on.id, corrupt.percent(), 100)) {
                long bit = SeedDraw.below(SeedDraw.mix(event.id, 800 + on.id), 8L * packet.length);
                received[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
                on.touch(link.number);
            } else if (on.fault instanceof Fault.Replay replay
                    && event.mark == 0
                    && chance(event.id, 900 + on.id, replay.percent(), 100)) {
                long again = event.atNanos + replay.afterMillis() * MILLI;
                long id = SeedDraw.mix(event.id, 1_000 + on.id);
                queue.add(new Event(again, event.kind, event.node, event.from, id, -on.id, packet));
            } else if (on.fault instanceof Fault.Replay && event.mark == -on.id) {
                on.touch(link.number);
            }
        }
        return received;
    }

    /** Whether a cut keeps back what comes over the link of the event. What it keeps back here is not counted: it is no packet of a process. */
    boolean isCut(Event event) {
        for (LinkFault on : links[(int) event.from][event.node].faults) {
            if (on.fault instanceof Fault.Partition || on.fault instanceof Fault.OneWayCut) {
                return true;
            }
        }
        return false;
    }

    private void stop(DirectedLink link, LinkFault cut, Event event) {
        cut.drop(link.number);
        if (reliable && link.stalled.size() < MAX_STALLED) {
            link.stalled.add(event);
        }
    }

    private long latency(long site, int salt) {
        double mean = (model.meanLatencyMicros() - model.minLatencyMicros()) * (double) MICRO;
        double unit = SeedDraw.unit(SeedDraw.mix(site, salt));
        double means = Math.min(MAX_MEANS, -StrictMath.log(1 - unit));
        return model.minLatencyMicros() * MICRO + (long) (mean * means);
    }

    /** The delay that active faults add to a packet. */
    private long added(DirectedLink link, long site) {
        long added = 0;
        for (LinkFault on : link.faults) {
            if (on.fault instanceof Fault.Latency late) {
                on.touch(link.number);
                added += late.delayMillis() * MILLI
                        + SeedDraw.below(SeedDraw.mix(site, 200 + on.id), 1 + late.jitterMillis() * MILLI);
            } else if (on.fault instanceof Fault.Reorder reorder && chance(site, 300 + on.id, reorder.percent(), 100)) {
                on.touch(link.number);
                added += SeedDraw.below(SeedDraw.mix(site, 400 + on.id), 1 + reorder.holdMillis() * MILLI);
            }
        }
        return added;
    }

    private boolean isDoubled(DirectedLink link, long site) {
        boolean doubled = false;
        for (LinkFault on : link.faults) {
            if (on.fault instanceof Fault.Duplicate duplicate && chance(site, 500 + on.id, duplicate.percent(), 100)) {
                on.touch(link.number);
                doubled = true;
            }
        }
        return doubled;
    }

    private static boolean chance(long site, long salt, int of, int outOf) {
        return of > 0 && SeedDraw.below(SeedDraw.mix(site, salt), outOf) < of;
    }

    void inject(int id, Fault fault) {
        LinkFault on = new LinkFault(id, fault, links.length * links.length);
        faults.put(id, on);
        for (DirectedLink link : covered(fault)) {
            link.faults.add(on);
        }
    }

    FaultEffect heal(long now, int id) {
        LinkFault off = faults.remove(id);
        if (off == null) {
            throw new IllegalStateException("fault " + id + " is not on");
        }
        for (DirectedLink link : covered(off.fault)) {
            link.faults.remove(off);
            release(now, link);
        }
        return off.effect(reliable, number -> links[number / links.length][number % links.length].text);
    }

    /** A healed link forwards the packets that it kept, in order. If another cut is still on, they stall again on arrival. */
    private void release(long now, DirectedLink link) {
        for (Event event = link.stalled.poll(); event != null; event = link.stalled.poll()) {
            long arrival = Math.max(link.lastArrivalNanos + 1, now + latency(event.id, 8));
            link.lastArrivalNanos = arrival;
            queue.add(new Event(arrival, event.kind, event.node, event.from, event.id, event.mark, event.packet));
        }
    }

    /** Breaks connections; {@code up} says which nodes run a process. */
    FaultEffect reset(Fault.Reset reset, boolean[] up) {
        SortedMap<String, Long> broken = new TreeMap<>();
        for (DirectedLink link : covered(reset)) {
            link.epoch++;
            link.stalled.clear();
            if (up[link.from] && up[link.to]) {
                broken.put(link.text, 1L);
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
                boolean isCovered =
                        fault instanceof Fault.OnLinks onLinks ? onLinks.covers(link.name) : cut.contains(link.name);
                if (isCovered) {
                    list.add(link);
                }
            }
        }
        return list;
    }
}
