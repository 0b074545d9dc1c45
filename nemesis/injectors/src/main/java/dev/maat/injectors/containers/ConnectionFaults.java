package dev.maat.injectors.containers;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static final int FIRST_PROXY_PORT = 20_000;
    /** A reset takes effect with the first bytes that come; this is how long the injector waits for them. */
    private static final long RESET_LIMIT_MILLIS = 2_000;

    private static final long RESET_POLL_MILLIS = 100;
    /** Healing a cut closes the connection, and only then does Toxiproxy count its bytes. */
    private static final long SETTLE_MILLIS = 300;

    private final Topology topology;
    private final Netfilter netfilter;
    private final String proxyAddress;
    private final ProxyMetrics metrics;
    private final Severance severance;
    private final Map<Link, Proxy> proxies = new LinkedHashMap<>();
    private final Map<Link, Integer> ports = new LinkedHashMap<>();
    private final Set<Target> up = new LinkedHashSet<>();
    private final Map<Integer, Active> active = new LinkedHashMap<>();
    /** Packets with data, by link, counted in namespaces that are gone. */
    private final Map<Link, Long> earlierFlow = new TreeMap<>();

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
        metrics = new ProxyMetrics(controlHost, controlPort);
        severance = new Severance(topology, netfilter);
        ToxiproxyClient client = new ToxiproxyClient(controlHost, controlPort);
        try {
            int port = FIRST_PROXY_PORT;
            for (Link link : topology.links()) {
                Target to = topology.node(link.to());
                // A node's name may not fit into the API's path. The port names the link as well.
                proxies.put(link, client.createProxy("link" + port, "0.0.0.0:" + port, to.address() + ":" + to.port()));
                ports.put(link, port);
                port++;
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy does not take its proxies: " + e.getMessage(), e);
        }
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
            return reset(id, links);
        }
        active.put(id, new Active(id, fault, links, flow(), metrics.read()));
        try {
            for (Link link : links) {
                addToxics(id, fault, link);
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

    private void addToxics(int id, Fault fault, Link link) throws IOException {
        for (ToxicDirection direction : ToxicDirection.values()) {
            Proxy proxy = carrier(link, direction);
            String name = name(id, direction);
            switch (fault) {
                case Fault.Partition cut -> proxy.toxics().timeout(name, direction, 0);
                case Fault.OneWayCut cut -> proxy.toxics().timeout(name, direction, 0);
                case Fault.Latency latency -> {
                    // Toxiproxy's jitter goes both ways around its delay; a scenario's is added to the delay.
                    long half = latency.jitterMillis() / 2;
                    proxy.toxics()
                            .latency(name, direction, latency.delayMillis() + half)
                            .setJitter(half);
                }
                default -> throw new UnsupportedFaultException(fault.kind() + " cannot be done over tcp");
            }
        }
    }

    /** The proxy that carries the link's data in this direction. */
    private Proxy carrier(Link link, ToxicDirection direction) {
        Link opener = direction == ToxicDirection.UPSTREAM ? link : new Link(link.to(), link.from());
        Proxy proxy = proxies.get(opener);
        if (proxy == null) {
            throw new InjectionException("there is no link " + link);
        }
        return proxy;
    }

    private static String name(int id, ToxicDirection direction) {
        return "fault" + id + "-" + direction.name().charAt(0);
    }

    @Override
    public FaultEffect heal(int id) {
        Active one = active.remove(id);
        if (one == null) {
            throw new InjectionException("fault " + id + " is not in force");
        }
        boolean cut = isCut(one.fault());
        Map<Link, Long> flow = flow();
        Counts counts = new Counts();
        // Before the toxics go: their end closes connections, and a node that connects at once must get through.
        severance.end(id, counts);
        for (Link link : one.links()) {
            removeToxics(id, link);
        }
        for (Link link : one.links()) {
            long packets = flow.getOrDefault(link, 0L) - one.flow().getOrDefault(link, 0L);
            counts.add(cut ? "dropped" : "delayed", link.toString(), packets);
        }
        if (cut) {
            pause(SETTLE_MILLIS);
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> after = metrics.read();
            one.links()
                    .forEach(link -> counts.add("droppedBytes", link.toString(), swallowed(link, one.bytes(), after)));
        }
        return counts.effect();
    }

    private void removeToxics(int id, Link link) {
        try {
            for (ToxicDirection direction : ToxicDirection.values()) {
                carrier(link, direction).toxics().get(name(id, direction)).remove();
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy does not end fault " + id + ": " + e.getMessage(), e);
        }
    }

    /** Bytes that went into the proxy and did not come out, of connections that ended between the two readings. */
    private long swallowed(
            Link link,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> before,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> after) {
        long sum = 0;
        for (ToxicDirection direction : ToxicDirection.values()) {
            ProxyMetrics.Stream stream = stream(link, direction);
            ProxyMetrics.Bytes then = before.getOrDefault(stream, ProxyMetrics.Bytes.NONE);
            ProxyMetrics.Bytes now = after.getOrDefault(stream, ProxyMetrics.Bytes.NONE);
            sum += Math.max(0, now.received() - then.received() - (now.sent() - then.sent()));
        }
        return sum;
    }

    private ProxyMetrics.Stream stream(Link link, ToxicDirection direction) {
        String word = direction == ToxicDirection.UPSTREAM ? "upstream" : "downstream";
        return new ProxyMetrics.Stream(carrier(link, direction).getName(), word);
    }

    private FaultEffect reset(int id, List<Link> links) {
        Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> before = metrics.read();
        Set<Link> waiting = new LinkedHashSet<>(links);
        Counts counts = new Counts();
        try {
            for (Link link : links) {
                for (ToxicDirection direction : ToxicDirection.values()) {
                    carrier(link, direction).toxics().resetPeer(name(id, direction), direction, 0);
                }
            }
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RESET_LIMIT_MILLIS);
            while (!waiting.isEmpty() && System.nanoTime() < deadline) {
                pause(RESET_POLL_MILLIS);
                Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> now = metrics.read();
                waiting.removeIf(link -> wasReset(link, before, now));
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy refuses a reset: " + e.getMessage(), e);
        } finally {
            links.forEach(link -> removeToxics(id, link));
        }
        links.stream().filter(link -> !waiting.contains(link)).forEach(link -> counts.add("reset", link.toString(), 1));
        return counts.effect();
    }

    /** Whether a connection of this link has ended since: while the reset is in force, nothing else ends one. */
    private boolean wasReset(
            Link link,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> before,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> now) {
        for (ToxicDirection direction : ToxicDirection.values()) {
            ProxyMetrics.Stream stream = stream(link, direction);
            ProxyMetrics.Bytes then = before.getOrDefault(stream, ProxyMetrics.Bytes.NONE);
            if (now.getOrDefault(stream, ProxyMetrics.Bytes.NONE).received() > then.received()) {
                return true;
            }
        }
        return false;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted", e);
        }
    }

    /** Packets with data so far, by link. */
    private Map<Link, Long> flow() {
        Map<Link, Long> sum = new TreeMap<>(earlierFlow);
        Parallel.each(List.copyOf(up), node -> {
            try {
                Map<Link, Long> here = flowAt(node);
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

    private Map<Link, Long> flowAt(Target node) {
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

    @Override
    public boolean isActive(int id) {
        return active.containsKey(id);
    }

    @Override
    public void nodeUp(Target node) {
        Map<Target, Integer> peerPorts = new LinkedHashMap<>();
        ports.forEach((link, port) -> {
            if (link.from().equals(node.node())) {
                peerPorts.put(topology.node(link.to()), port);
            }
        });
        netfilter.redirect(node, proxyAddress, peerPorts);
        up.add(node);
        severance.nodeUp(node);
    }

    @Override
    public void nodeGoing(Target node) {
        if (up.remove(node)) {
            try {
                flowAt(node).forEach((link, packets) -> earlierFlow.merge(link, packets, Long::sum));
            } catch (NodeGone gone) {
                // The counters there are lost; nothing is made up for them.
                return;
            } finally {
                severance.nodeGoing(node);
            }
        }
    }
}
