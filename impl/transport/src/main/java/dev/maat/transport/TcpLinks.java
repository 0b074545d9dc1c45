package dev.maat.transport;

import dev.maat.contract.Destination;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP mesh with one connection per directed link: a node sends on the connections it made and receives on those it accepted,
 * so a fault on a connection affects one direction. The hello on an accepted connection names the peer; the address cannot, since
 * a proxy may stand between.
 */
final class TcpLinks implements Links {
    /** Accepted connections that have not said hello. Beyond this the oldest is closed. */
    private static final int MAX_STRANGERS = 32;

    private static final long HELLO_TIMEOUT_NANOS = 5_000_000_000L;

    private final Topology topology;
    private final int maxFrameBytes;
    private final LinkCounters counters;
    private final Receiver receiver;
    private final Map<String, OutboundLink> outbound = new LinkedHashMap<>();
    private final Map<String, InboundLink> inbound = new LinkedHashMap<>();
    private final List<InboundLink> strangers = new ArrayList<>();
    /** Hints that the core is not told yet: a link may break while an effect of the core is carried out. */
    private final Set<String> unreachable = new LinkedHashSet<>();

    private @Nullable ServerSocketChannel server;

    TcpLinks(Topology topology, int maxFrameBytes, LinkCounters counters, Receiver receiver) {
        this.topology = topology;
        this.maxFrameBytes = maxFrameBytes;
        this.counters = counters;
        this.receiver = receiver;
    }

    @Override
    public void open(Selector selector) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        server = channel;
        // A restarted node needs its port again while connections of its last process linger.
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.configureBlocking(false);
        channel.bind(topology.selfAddress());
        channel.register(selector, SelectionKey.OP_ACCEPT, (Ready) key -> accept(channel, selector));
        for (String peer : topology.peers()) {
            outbound.put(
                    peer,
                    new OutboundLink(
                            topology.self(), topology.address(peer), selector, counters, () -> unreachable.add(peer)));
        }
    }

    private void accept(ServerSocketChannel channel, Selector selector) {
        try {
            SocketChannel accepted = channel.accept();
            if (accepted == null) {
                return;
            }
            accepted.configureBlocking(false);
            if (strangers.size() == MAX_STRANGERS) {
                counters.unknownSender();
                strangers.get(0).close();
            }
            InboundLink link = new InboundLink(accepted, this, maxFrameBytes, System.nanoTime());
            strangers.add(link);
            accepted.register(selector, SelectionKey.OP_READ, link);
        } catch (IOException e) {
            // The connection was gone before it was accepted; the peer tries again.
            counters.malformedPacket();
        }
    }

    /** The link has said hello; returns whether it may stay. */
    boolean identified(InboundLink link, String name) {
        strangers.remove(link);
        if (!outbound.containsKey(name)) {
            counters.unknownSender();
            return false;
        }
        InboundLink older = inbound.put(name, link);
        if (older != null) {
            // The peer may know that its old connection is dead before this side does.
            older.close();
        }
        return true;
    }

    void closed(InboundLink link, @Nullable String name) {
        strangers.remove(link);
        if (name != null) {
            inbound.remove(name, link);
        }
    }

    void received(String from, byte kind, ByteBuffer packet) {
        counters.received(from);
        if (kind == Wire.DATA) {
            receiver.receive(from, packet);
        }
    }

    boolean mayReadOn() {
        return receiver.mayReadOn(Math.max(1, inbound.size()));
    }

    void malformed() {
        counters.malformedPacket();
    }

    @Override
    public void send(Destination to, ByteBuffer frame) {
        switch (to) {
            case Destination.Node node -> {
                OutboundLink link = outbound.get(node.name());
                if (link == null) {
                    counters.lostSend();
                } else {
                    link.send(Wire.withLength(frame));
                }
            }
            case Destination.Group ignored -> {
                ByteBuffer copy = Wire.withLength(frame);
                for (OutboundLink link : outbound.values()) {
                    link.send(copy.duplicate());
                }
            }
        }
    }

    @Override
    public void probe() {
        for (OutboundLink link : outbound.values()) {
            link.send(Wire.withLength(Wire.probe()));
        }
    }

    @Override
    public void work(long nowNanos) {
        for (OutboundLink link : outbound.values()) {
            link.work(nowNanos);
        }
        List<String> told = List.copyOf(unreachable);
        unreachable.clear();
        told.forEach(receiver::unreachable);
        while (!strangers.isEmpty() && nowNanos - strangers.get(0).acceptedNanos() > HELLO_TIMEOUT_NANOS) {
            counters.unknownSender();
            strangers.get(0).close();
        }
    }

    @Override
    public long nextWorkNanos(long nowNanos) {
        if (!unreachable.isEmpty()) {
            return 0;
        }
        long nanos = strangers.isEmpty()
                ? NO_WORK
                : Math.max(0, strangers.get(0).acceptedNanos() + HELLO_TIMEOUT_NANOS - nowNanos);
        for (OutboundLink link : outbound.values()) {
            nanos = Math.min(nanos, link.nextWorkNanos(nowNanos));
        }
        return nanos;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        outbound.values().forEach(OutboundLink::close);
        List.copyOf(strangers).forEach(InboundLink::close);
        List.copyOf(inbound.values()).forEach(InboundLink::close);
    }
}
