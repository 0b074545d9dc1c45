package dev.maat.injectors.containers;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Faults of TCP links, by a real Toxiproxy with one proxy for each directed pair. Netfilter redirects the sender's connections to
 * the proxy, so an implementation does not notice the proxy.
 *
 * <p>A connection carries both ways. Data from n1 to n2 goes <em>upstream</em> on connections that n1 opened and
 * <em>downstream</em> on those that n2 opened, so a fault of the link n1&gt;n2 is two toxics. Connections that are opened while a
 * cut is in force do not come about at all: see {@link Severance}.
 */
final class ConnectionFaults implements LinkInjector {
    /** A reset takes effect with the first bytes that come; this is how long the injector waits for them. */
    private static final long RESET_LIMIT_MILLIS = 2_000;

    private static final long RESET_POLL_MILLIS = 100;
    /** Healing a cut closes the connection, and only then does Toxiproxy count its bytes. */
    private static final long SETTLE_MILLIS = 300;

    private final Topology topology;
    private final Netfilter netfilter;
    private final String proxyAddress;
    private final LinkProxies proxies;
    private final LinkFlow flow;
    private final Severance severance;
    private final Map<Integer, Active> active = new LinkedHashMap<>();

    private record Active(
            int id,
            Fault fault,
            List<Link> links,
            Map<Link, Long> flow,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> bytes) {}

    /**
     * Makes a proxy for each directed link.
     *
     * @param proxyAddress of Toxiproxy on the nodes' network
     */
    ConnectionFaults(Topology topology, Netfilter netfilter, String proxyAddress, String controlHost, int controlPort) {
        this.topology = topology;
        this.netfilter = netfilter;
        this.proxyAddress = proxyAddress;
        proxies = new LinkProxies(topology, controlHost, controlPort);
        flow = new LinkFlow(netfilter, proxies.ports());
        severance = new Severance(topology, netfilter);
    }

    static Capabilities capabilities() {
        Map<FaultKind, String> whyNot = new EnumMap<>(FaultKind.class);
        whyNot.put(FaultKind.CRASH_POINT, ContainerFaults.NO_CRASH_POINT);
        whyNot.put(FaultKind.LOSS, "tcp retransmits lost packets; use one-way-cut, latency or reset");
        whyNot.put(FaultKind.DUPLICATE, "tcp discards duplicates");
        whyNot.put(FaultKind.REORDER, "tcp puts packets back in order");
        whyNot.put(FaultKind.BURST_LOSS, "tcp retransmits lost packets; use one-way-cut, latency or reset");
        whyNot.put(FaultKind.CORRUPT, "tcp discards what fails its checksum");
        whyNot.put(FaultKind.REPLAY, "tcp discards duplicates");
        whyNot.put(FaultKind.CLOCK_JUMP, ContainerFaults.NO_CLOCK);
        return Capabilities.allBut("containers over tcp", whyNot);
    }

    @Override
    public FaultEffect inject(int id, Fault fault) {
        List<Link> links = topology.linksOf(fault);
        if (fault instanceof Fault.Reset) {
            return reset(id, fault, links);
        }
        active.put(id, new Active(id, fault, links, flow.read(), proxies.read()));
        try {
            for (Link link : links) {
                proxies.addToxics(id, fault, link);
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy refuses " + fault.kind() + ": " + e.getMessage(), e);
        }
        if (isCut(fault)) {
            severance.begin(id, fault, links);
        }
        return FaultEffect.NOTHING;
    }

    private static boolean isCut(Fault fault) {
        return fault instanceof Fault.Partition || fault instanceof Fault.OneWayCut;
    }

    @Override
    public FaultEffect heal(int id) {
        Active one = active.remove(id);
        if (one == null) {
            throw new InjectionException("fault " + id + " is not in force");
        }
        boolean cut = isCut(one.fault());
        Map<Link, Long> packets = flow.read();
        Counts counts = new Counts();
        // Before the toxics go: their end closes connections, and a node that connects at once must get through.
        severance.end(id, counts);
        for (Link link : one.links()) {
            proxies.removeToxics(id, link);
        }
        for (Link link : one.links()) {
            long met = packets.getOrDefault(link, 0L) - one.flow().getOrDefault(link, 0L);
            counts.add(cut ? "dropped" : "delayed", link.toString(), met);
        }
        if (cut) {
            pause(SETTLE_MILLIS);
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> after = proxies.read();
            one.links()
                    .forEach(link ->
                            counts.add("droppedBytes", link.toString(), proxies.swallowed(link, one.bytes(), after)));
        }
        return counts.effect();
    }

    private FaultEffect reset(int id, Fault reset, List<Link> links) {
        Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> before = proxies.read();
        Set<Link> waiting = new LinkedHashSet<>(links);
        Counts counts = new Counts();
        try {
            for (Link link : links) {
                proxies.addToxics(id, reset, link);
            }
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RESET_LIMIT_MILLIS);
            while (!waiting.isEmpty() && System.nanoTime() < deadline) {
                pause(RESET_POLL_MILLIS);
                Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> now = proxies.read();
                waiting.removeIf(link -> proxies.wasReset(link, before, now));
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy refuses a reset: " + e.getMessage(), e);
        } finally {
            links.forEach(link -> proxies.removeToxics(id, link));
        }
        links.stream().filter(link -> !waiting.contains(link)).forEach(link -> counts.add("reset", link.toString(), 1));
        return counts.effect();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted", e);
        }
    }

    @Override
    public boolean isActive(int id) {
        return active.containsKey(id);
    }

    @Override
    public void nodeUp(Target node) {
        Map<Target, Integer> peerPorts = new LinkedHashMap<>();
        proxies.ports().forEach((link, port) -> {
            if (link.from().equals(node.node())) {
                peerPorts.put(topology.node(link.to()), port);
            }
        });
        netfilter.redirect(node, proxyAddress, peerPorts);
        flow.nodeUp(node);
        severance.nodeUp(node);
    }

    @Override
    public void nodeGoing(Target node) {
        if (flow.counts(node)) {
            try {
                flow.nodeGoing(node);
            } finally {
                severance.nodeGoing(node);
            }
        }
    }
}
