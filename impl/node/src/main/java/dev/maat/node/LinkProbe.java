package dev.maat.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Shows that links carry packets where the implementation owns its sockets. The node sends datagrams of its own between the
 * nodes' group addresses, on a port beside the group's. A fault that drops packets by address drops these too. A fault on
 * connections (a proxy's) does not reach them, so with TCP these counts say less than the proxy's own.
 */
final class LinkProbe implements AutoCloseable {
    private static final int PORT_OFFSET = 1_000;
    private static final int MAX_PORT = 65_535;

    private final SequencedMap<String, InetSocketAddress> peers = new LinkedHashMap<>();
    private final Map<SocketAddress, String> names = new LinkedHashMap<>();
    private final SequencedMap<String, Long> received = new LinkedHashMap<>();
    private final DatagramChannel channel;

    private LinkProbe(DatagramChannel channel, String self, SequencedMap<String, InetSocketAddress> addresses) {
        this.channel = channel;
        addresses.forEach((node, address) -> {
            if (!node.equals(self)) {
                peers.put(node, beside(address));
                names.put(beside(address), node);
                received.put(node, 0L);
            }
        });
    }

    static LinkProbe open(String self, SequencedMap<String, InetSocketAddress> addresses, JvmTraces traces)
            throws IOException {
        InetSocketAddress own = addresses.get(self);
        if (own == null) {
            throw new IOException("node " + self + " has no address");
        }
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(beside(own));
        } catch (IOException e) {
            channel.close();
            throw new IOException("the node's probe cannot be bound to " + beside(own) + ": " + e.getMessage(), e);
        }
        LinkProbe probe = new LinkProbe(channel, self, addresses);
        traces.start(Thread.ofPlatform().daemon().name("link-probe-" + self).unstarted(probe::receive));
        return probe;
    }

    static InetSocketAddress beside(InetSocketAddress group) {
        InetAddress address = group.getAddress();
        int port = group.getPort();
        return new InetSocketAddress(address, port + PORT_OFFSET <= MAX_PORT ? port + PORT_OFFSET : port - PORT_OFFSET);
    }

    private void receive() {
        ByteBuffer nothing = ByteBuffer.allocate(1);
        while (channel.isOpen()) {
            try {
                nothing.clear();
                String peer = names.get(channel.receive(nothing));
                if (peer != null) {
                    synchronized (received) {
                        received.merge(peer, 1L, Long::sum);
                    }
                }
            } catch (IOException e) {
                // An ICMP error of an earlier send, or the channel is closed: the loop's condition tells which.
                Thread.onSpinWait();
            }
        }
    }

    void send() {
        for (InetSocketAddress peer : peers.values()) {
            try {
                channel.send(ByteBuffer.allocate(1), peer);
            } catch (IOException e) {
                // A loss: only received probes are counted.
                Thread.onSpinWait();
            }
        }
    }

    Map<String, Long> received() {
        synchronized (received) {
            return new LinkedHashMap<>(received);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
