package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries every connection between nodes of this machine, and does the faults of links to it. Each ordered pair of nodes has a door
 * here, as with datagrams: what n1 connects to in place of n2.
 *
 * <p>A cut stalls the bytes of its direction until it is healed, as TCP does by sending them again; none is lost. An attempt to connect
 * across a cut is accepted here and gets no answer. Where the peer does not listen, the connection is reset.
 */
final class ConnectionProxy implements LinkProxy {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MAX_CONNECTIONS = 2_048;
    private static final long RETRY_NANOS = 10_000_000;

    private final SequencedMap<String, InetSocketAddress> nodes;
    private final ConnectionRules rules;
    private final Map<Link, ServerSocket> doors = new LinkedHashMap<>();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private ConnectionProxy(SequencedMap<String, InetSocketAddress> nodes, ConnectionRules rules) {
        this.nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        this.rules = rules;
    }

    /**
     * Opens the doors and begins to carry.
     *
     * @param nodes the address that each node itself listens at; doors are at the same host
     * @throws IOException if a door cannot be bound
     */
    static ConnectionProxy open(SequencedMap<String, InetSocketAddress> nodes, ConnectionRules rules)
            throws IOException {
        ConnectionProxy proxy = new ConnectionProxy(nodes, rules);
        try {
            for (String owner : nodes.keySet()) {
                for (String peer : nodes.keySet()) {
                    if (!peer.equals(owner)) {
                        proxy.openDoor(new Link(owner, peer));
                    }
                }
            }
        } catch (IOException e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    private InetSocketAddress address(String node) {
        InetSocketAddress address = nodes.get(node);
        if (address == null) {
            throw new IllegalArgumentException("no node is called " + node);
        }
        return address;
    }

    private void openDoor(Link link) throws IOException {
        ServerSocket door = new ServerSocket();
        doors.put(link, door);
        door.bind(new InetSocketAddress(address(link.from()).getAddress(), 0));
        Thread.ofVirtual().name("door-" + link).start(() -> accept(link, door));
    }

    private void accept(Link link, ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    ProxiedConnection.reset(near);
                } else {
                    Thread.ofVirtual().name("carry-" + link).start(() -> carry(link, near));
                }
            } catch (IOException e) {
                // The door is closed, the connection was gone before it was accepted, or this process is short of
                // files.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void carry(Link link, Socket near) {
        ProxiedConnection connection = new ProxiedConnection(link, near, rules, connections::remove);
        connections.add(connection);
        connection.run(address(link.to()), CONNECT_MILLIS);
    }

    @Override
    public SequencedMap<String, InetSocketAddress> seenBy(String node) {
        SequencedMap<String, InetSocketAddress> seen = new LinkedHashMap<>(nodes);
        doors.forEach((link, door) -> {
            if (link.from().equals(node)) {
                seen.put(link.to(), (InetSocketAddress) door.getLocalSocketAddress());
            }
        });
        return seen;
    }

    @Override
    public FaultEffect inject(int id, Fault fault) {
        if (fault instanceof Fault.Reset reset) {
            return reset(reset);
        }
        rules.add(id, fault);
        return FaultEffect.NOTHING;
    }

    private FaultEffect reset(Fault.Reset reset) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (ProxiedConnection connection : connections) {
            if (reset.covers(connection.link()) && connection.isEstablished()) {
                connection.reset();
                counts.merge(connection.link().toString(), 1L, Long::sum);
            }
        }
        SortedMap<String, SortedMap<String, Long>> effect = new TreeMap<>();
        if (!counts.isEmpty()) {
            effect.put("reset", counts);
        }
        return new FaultEffect(effect, null);
    }

    @Override
    public @Nullable FaultEffect heal(int id) {
        return rules.remove(id);
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        rules.close();
        for (ServerSocket door : doors.values()) {
            door.close();
        }
        connections.forEach(ProxiedConnection::reset);
    }
}
