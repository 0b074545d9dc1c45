package dev.maat.injectors.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The part of a cut between TCP peers that a proxy cannot do. Toxiproxy accepts every connection whatever its toxics, so a failure
 * detector that connects anew would find its peer well. And only the group's port leads through Toxiproxy: a failure detector may
 * listen on another. Netfilter therefore blocks the handshakes, and drops all packets that pass directly from node to node.
 *
 * <p>A handshake needs both directions, so a one-way cut blocks it from either side, always without an answer.
 */
final class Severance {
    private final Topology topology;
    private final Netfilter netfilter;
    private final Set<Target> up = new LinkedHashSet<>();
    private final Map<Integer, Cut> cuts = new LinkedHashMap<>();

    /**
     * A cut in force.
     *
     * @param senders the addresses from which no packet arrives, by receiver
     * @param peers the addresses to which no connection comes about, by opener
     * @param dropped packets that were dropped in namespaces that are gone
     * @param blocked attempts to connect that were blocked in such namespaces
     */
    private record Cut(
            int id,
            boolean refuses,
            Map<Target, List<String>> senders,
            Map<Target, List<String>> peers,
            Map<Link, Long> dropped,
            Map<Link, Long> blocked) {}

    Severance(Topology topology, Netfilter netfilter) {
        this.topology = topology;
        this.netfilter = netfilter;
    }

    void begin(int id, Fault fault, List<Link> links) {
        Map<Target, List<String>> senders = new LinkedHashMap<>();
        Map<Target, List<String>> peers = new LinkedHashMap<>();
        for (Link link : links) {
            Target from = topology.node(link.from());
            Target to = topology.node(link.to());
            add(senders, to, from);
            add(peers, from, to);
            add(peers, to, from);
        }
        boolean refuses = fault instanceof Fault.Partition cut && cut.refusesConnections();
        Cut cut = new Cut(id, refuses, senders, peers, new TreeMap<>(), new TreeMap<>());
        cuts.put(id, cut);
        Parallel.each(List.copyOf(up), node -> apply(cut, node));
    }

    private static void add(Map<Target, List<String>> addresses, Target of, Target other) {
        List<String> known = addresses.computeIfAbsent(of, key -> new ArrayList<>());
        if (!known.contains(other.address())) {
            known.add(other.address());
        }
    }

    private void apply(Cut cut, Target node) {
        try {
            ifAny(cut.peers(), node, peers -> netfilter.blockConnects(node, cut.id(), peers, cut.refuses()));
            ifAny(cut.senders(), node, senders -> netfilter.dropArrivals(node, cut.id(), senders));
        } catch (NodeGone gone) {
            // The container ended by itself. When it is started again, nodeUp sets the rules.
            return;
        }
    }

    /** Ends a cut, and adds its effect. */
    void end(int id, Counts counts) {
        Cut cut = cuts.remove(id);
        if (cut == null) {
            return;
        }
        Parallel.each(List.copyOf(up), node -> {
            try {
                count(cut, node);
                ifAny(cut.peers(), node, peers -> netfilter.unblockConnects(node, id));
                ifAny(cut.senders(), node, senders -> netfilter.remove(node, id));
            } catch (NodeGone gone) {
                // The rules went with the namespace.
                return;
            }
        });
        cut.dropped().forEach((link, packets) -> counts.add("dropped", link.toString(), packets));
        String blocked = cut.refuses() ? "refusedConnects" : "droppedConnects";
        cut.blocked().forEach((link, attempts) -> counts.add(blocked, link.toString(), attempts));
    }

    void nodeUp(Target node) {
        up.add(node);
        cuts.values().forEach(cut -> apply(cut, node));
    }

    void nodeGoing(Target node) {
        if (up.remove(node)) {
            try {
                cuts.values().forEach(cut -> count(cut, node));
            } catch (NodeGone gone) {
                // The counters there are lost; nothing is made up for them.
                return;
            }
        }
    }

    private void count(Cut cut, Target node) {
        ifAny(
                cut.senders(),
                node,
                senders -> netfilter
                        .dropped(node, cut.id())
                        .forEach((sender, packets) -> add(cut.dropped(), sender, node.address(), packets)));
        ifAny(
                cut.peers(),
                node,
                peers -> netfilter
                        .blockedConnects(node, cut.id())
                        .forEach((peer, attempts) -> add(cut.blocked(), node.address(), peer, attempts)));
    }

    /** Nodes are counted at once, each by a thread of its own. */
    private void add(Map<Link, Long> sum, String from, String to, long count) {
        synchronized (sum) {
            sum.merge(new Link(topology.at(from).node(), topology.at(to).node()), count, Long::sum);
        }
    }

    private static void ifAny(Map<Target, List<String>> addresses, Target node, Consumer<List<String>> action) {
        List<String> known = addresses.get(node);
        if (known != null) {
            action.accept(known);
        }
    }
}
