package dev.maat.injectors.containers;

import dev.maat.faults.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packets with data by link, as netfilter counts them on the way to the proxies. A counter dies with its node's namespace, so what it counted
 * is kept here before.
 */
final class LinkFlow {
    private final Netfilter netfilter;
    private final Map<Link, Integer> ports;
    private final Set<Target> up = new LinkedHashSet<>();
    /** Counted in namespaces that are gone. */
    private final Map<Link, Long> earlier = new TreeMap<>();

    /** @param ports of the links' proxies */
    LinkFlow(Netfilter netfilter, Map<Link, Integer> ports) {
        this.netfilter = netfilter;
        this.ports = ports;
    }

    /** Packets so far. */
    Map<Link, Long> read() {
        Map<Link, Long> sum = new TreeMap<>(earlier);
        Parallel.each(List.copyOf(up), node -> {
            try {
                Map<Link, Long> here = at(node);
                synchronized (sum) {
                    here.forEach((link, packets) -> sum.merge(link, packets, Long::sum));
                }
            } catch (NodeGone gone) {
                // The counters there are lost; nothing is made up for them.
                return;
            }
        });
        return sum;
    }

    private Map<Link, Long> at(Target node) {
        Netfilter.Flow counted = netfilter.flow(node);
        Map<Link, Long> flow = new TreeMap<>();
        ports.forEach((link, port) -> {
            if (link.from().equals(node.node())) {
                String key = Integer.toString(port);
                flow.merge(link, counted.sent().getOrDefault(key, 0L), Long::sum);
                flow.merge(new Link(link.to(), link.from()), counted.received().getOrDefault(key, 0L), Long::sum);
            }
        });
        return flow;
    }

    /** A node's connections are counted from now on. */
    void nodeUp(Target node) {
        up.add(node);
    }

    boolean counts(Target node) {
        return up.contains(node);
    }

    /** Keeps what was counted at a node whose namespace goes. */
    void nodeGoing(Target node) {
        up.remove(node);
        try {
            at(node).forEach((link, packets) -> earlier.merge(link, packets, Long::sum));
        } catch (NodeGone gone) {
            // The counters there are lost; nothing is made up for them.
            return;
        }
    }
}
