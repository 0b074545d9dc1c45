package dev.maat.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds out at once that a peer's process has ended while its host lives on: the host answers a datagram to a port that no socket is
 * bound to by an ICMP message (RFC 1122, section 4.1.3.1). The kernel tells of it on connected sockets only. So each peer has one beside
 * the member's own socket, which sends it one byte at intervals. A host or a firewall that keeps silent costs nothing but the hint.
 */
final class Soundings implements Closeable {
    /** Between two soundings of a peer: so long does the end of a process go unnoticed. */
    private static final long MIN_INTERVAL_NANOS = 15_000_000;

    /** Each further peer makes the interval of all as much longer, so that the packets a second stay bounded. */
    private static final long INTERVAL_NANOS_PER_PEER = 3_000_000;

    private final Topology topology;
    private final Consumer<String> unreachable;
    private final List<Sounding> soundings = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1);
    private final long intervalNanos;
    private long dueNanos = System.nanoTime();

    private record Sounding(String peer, DatagramChannel channel) {}

    Soundings(Topology topology, Consumer<String> unreachable) {
        this.topology = topology;
        this.unreachable = unreachable;
        this.intervalNanos = Math.max(MIN_INTERVAL_NANOS, topology.peers().size() * INTERVAL_NANOS_PER_PEER);
    }

    void open(Selector selector) throws IOException {
        InetSocketAddress self = topology.selfAddress();
        StandardProtocolFamily family =
                self.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        for (String peer : topology.peers()) {
            DatagramChannel channel = DatagramChannel.open(family);
            Sounding sounding = new Sounding(peer, channel);
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(self.getAddress(), 0));
                channel.connect(topology.address(peer));
            } catch (IOException e) {
                // No way leads to the peer as yet. The member does without hints about it, and its packets may find a
                // way later.
                channel.close();
                continue;
            }
            soundings.add(sounding);
            channel.register(selector, SelectionKey.OP_READ, (Links.Ready) key -> read(sounding));
        }
    }

    private void read(Sounding sounding) {
        in.clear();
        try {
            // No datagram ever comes here: what makes the socket readable is an error.
            sounding.channel.read(in);
        } catch (PortUnreachableException e) {
            unreachable.accept(sounding.peer);
        } catch (IOException e) {
            // Another answer of the network, such as of a router without a way there: it tells nothing about the
            // process.
        }
    }

    /** Sounds all peers, if it is time. */
    void work(long nowNanos) {
        if (nowNanos - dueNanos < 0) {
            return;
        }
        dueNanos = nowNanos + intervalNanos;
        for (Sounding sounding : soundings) {
            try {
                sounding.channel.write(Wire.sounding());
            } catch (PortUnreachableException e) {
                unreachable.accept(sounding.peer);
            } catch (IOException e) {
                // As above.
            }
        }
    }

    long nextWorkNanos(long nowNanos) {
        return soundings.isEmpty() ? Links.NO_WORK : Math.max(0, dueNanos - nowNanos);
    }

    @Override
    public void close() throws IOException {
        for (Sounding sounding : soundings) {
            sounding.channel.close();
        }
    }
}
