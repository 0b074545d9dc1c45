package dev.maat.injectors.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One Toxiproxy proxy for each directed link, and the toxics by which a fault acts on the link's data in either direction. */
final class LinkProxies {
    private static final int FIRST_PORT = 20_000;

    private final ProxyMetrics metrics;
    private final Map<Link, Proxy> proxies = new LinkedHashMap<>();
    private final Map<Link, Integer> ports = new LinkedHashMap<>();

    LinkProxies(Topology topology, String controlHost, int controlPort) {
        metrics = new ProxyMetrics(controlHost, controlPort);
        ToxiproxyClient client = new ToxiproxyClient(controlHost, controlPort);
        try {
            int port = FIRST_PORT;
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

    /** Where the proxy of each link takes connections. */
    Map<Link, Integer> ports() {
        return Collections.unmodifiableMap(ports);
    }

    void addToxics(int id, Fault fault, Link link) throws IOException {
        for (ToxicDirection direction : ToxicDirection.values()) {
            Proxy proxy = carrier(link, direction);
            String name = name(id, direction);
            switch (fault) {
                case Fault.Partition cut -> proxy.toxics().timeout(name, direction, 0);
                case Fault.OneWayCut cut -> proxy.toxics().timeout(name, direction, 0);
                case Fault.Reset reset -> proxy.toxics().resetPeer(name, direction, 0);
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

    void removeToxics(int id, Link link) {
        try {
            for (ToxicDirection direction : ToxicDirection.values()) {
                carrier(link, direction).toxics().get(name(id, direction)).remove();
            }
        } catch (IOException e) {
            throw new InjectionException("Toxiproxy does not end fault " + id + ": " + e.getMessage(), e);
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

    /** The bytes through the proxies so far. */
    Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> read() {
        return metrics.read();
    }

    /** Bytes that went into the proxy and did not come out, of connections that ended between the two readings. */
    long swallowed(
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

    /** Whether a connection of this link has ended between the two readings: while a reset is in force, nothing else ends one. */
    boolean wasReset(
            Link link,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> before,
            Map<ProxyMetrics.Stream, ProxyMetrics.Bytes> after) {
        for (ToxicDirection direction : ToxicDirection.values()) {
            ProxyMetrics.Stream stream = stream(link, direction);
            ProxyMetrics.Bytes then = before.getOrDefault(stream, ProxyMetrics.Bytes.NONE);
            if (after.getOrDefault(stream, ProxyMetrics.Bytes.NONE).received() > then.received()) {
                return true;
            }
        }
        return false;
    }

    private ProxyMetrics.Stream stream(Link link, ToxicDirection direction) {
        String word = direction == ToxicDirection.UPSTREAM ? "upstream" : "downstream";
        return new ProxyMetrics.Stream(carrier(link, direction).getName(), word);
    }
}
