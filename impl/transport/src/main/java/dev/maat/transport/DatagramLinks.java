package dev.maat.transport;

import dev.maat.contract.Destination;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UDP, by unicast fan-out or by IP multicast to the group. A sender is known by its source address: every datagram, multicast
 * or not, leaves from the socket bound to the node's own address.
 */
final class DatagramLinks implements Links {
    /** Datagrams read from one socket before timers and commands get their turn. */
    private static final int MAX_READ_AT_ONCE = 64;

    /** The same in bytes: long datagrams hold hundreds of messages each, and a member that handles too many in one go is silent meanwhile. */
    private static final int MAX_READ_BYTES_AT_ONCE = 1 << 17;

    /** The most peers of which each has a socket for its multicasts. */
    static final int MAX_JOINED = 16;

    /** Asked for; systems grant less (on Linux net.core.rmem_max and wmem_max, which stand at 208 KiB unless they are raised). */
    private static final int SOCKET_BUFFER_BYTES = 1 << 22;

    /** The longest datagram of IPv4: 65,535 bytes with its headers. */
    static final int MAX_DATAGRAM_BYTES = 65_507;

    private final Topology topology;
    private final @Nullable InetSocketAddress group;
    private final LinkCounters counters;
    private final Receiver receiver;
    private final Map<SocketAddress, String> names = new LinkedHashMap<>();
    private final List<InetSocketAddress> peers = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private final Soundings soundings;
    private @Nullable DatagramChannel unicast;
    /** The sockets that take multicasts. */
    private final List<DatagramChannel> multicast = new ArrayList<>();

    /** @param group null for fan-out */
    DatagramLinks(Topology topology, @Nullable InetSocketAddress group, LinkCounters counters, Receiver receiver) {
        this.topology = topology;
        this.group = group;
        this.counters = counters;
        this.receiver = receiver;
        this.soundings = new Soundings(topology, receiver::unreachable);
        for (String peer : topology.peers()) {
            names.put(topology.address(peer), peer);
            peers.add(topology.address(peer));
        }
    }

    @Override
    public void open(Selector selector) throws IOException {
        InetSocketAddress self = topology.selfAddress();
        DatagramChannel channel = open(self);
        unicast = channel;
        channel.bind(self);
        if (group != null) {
            NetworkInterface nic = NetworkInterface.getByInetAddress(self.getAddress());
            if (nic == null) {
                throw new IOException("no network interface has the address " + self + "; IP multicast needs it");
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
            // Members on one host hear each other only by loopback; a member's own packets are known by their source.
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            join(group, nic, selector);
        }
        channel.register(selector, SelectionKey.OP_READ, (Ready) this::read);
        soundings.open(selector);
    }

    /**
     * A socket for each peer, connected to it: the kernel gives such a socket the datagrams of that peer alone, so that nobody copies a
     * member's own multicasts, which come back where members share a host. A large group has one socket for all, since the kernel of a
     * host looks at all sockets of its members for each multicast; so has a member that knows no way to a peer as yet.
     */
    private void join(InetSocketAddress to, NetworkInterface nic, Selector selector) throws IOException {
        if (peers.size() <= MAX_JOINED) {
            try {
                for (InetSocketAddress peer : peers) {
                    joined(to, nic, peer).register(selector, SelectionKey.OP_READ, (Ready) this::read);
                }
                return;
            } catch (SocketException e) {
                closeJoined();
            }
        }
        joined(to, nic, null).register(selector, SelectionKey.OP_READ, (Ready) this::read);
    }

    private DatagramChannel joined(InetSocketAddress to, NetworkInterface nic, @Nullable InetSocketAddress peer)
            throws IOException {
        DatagramChannel channel = open(topology.selfAddress());
        multicast.add(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // Bound to the group's address: a socket bound to a node's own address would not receive datagrams for the
        // group.
        channel.bind(to);
        if (peer != null) {
            channel.connect(peer);
        }
        channel.join(to.getAddress(), nic);
        return channel;
    }

    private static DatagramChannel open(InetSocketAddress self) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                self.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        buffer(channel, StandardSocketOptions.SO_RCVBUF);
        buffer(channel, StandardSocketOptions.SO_SNDBUF);
        return channel;
    }

    private static void buffer(DatagramChannel channel, SocketOption<Integer> option) throws IOException {
        channel.setOption(option, SOCKET_BUFFER_BYTES);
    }

    private void read(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        int bytes = 0;
        for (int i = 0; i < MAX_READ_AT_ONCE && bytes < MAX_READ_BYTES_AT_ONCE && channel.isOpen(); i++) {
            if (i > 0 && !receiver.mayReadOn(1 + multicast.size())) {
                return;
            }
            in.clear();
            SocketAddress source;
            try {
                source = channel.receive(in);
            } catch (IOException e) {
                // An ICMP error of an earlier send, reported here: that packet is lost, and this socket is as good as
                // before.
                counters.lostSend();
                continue;
            }
            if (source == null) {
                return;
            }
            bytes += in.flip().limit();
            accept(source, in);
        }
    }

    private void accept(SocketAddress source, ByteBuffer datagram) {
        String from = names.get(source);
        if (from == null) {
            boolean sounding = datagram.remaining() == 1 && datagram.get(datagram.position()) == Wire.SOUNDING;
            if (!sounding && !source.equals(topology.selfAddress())) {
                counters.unknownSender();
            }
            return;
        }
        byte kind = datagram.hasRemaining() ? datagram.get() : -1;
        if (kind != Wire.DATA && kind != Wire.PROBE) {
            counters.malformedPacket();
            return;
        }
        counters.received(from);
        if (kind == Wire.DATA) {
            // A view of its own: a core may change the byte order, which would hold for the next datagram.
            receiver.receive(from, datagram.slice());
        }
    }

    @Override
    public void send(Destination to, ByteBuffer frame) {
        switch (to) {
            case Destination.Node node -> {
                InetSocketAddress address = topology.addresses().get(node.name());
                if (address == null || node.name().equals(topology.self())) {
                    counters.lostSend();
                } else {
                    transmit(frame, address);
                }
            }
            case Destination.Group ignored -> {
                if (group != null) {
                    transmit(frame, group);
                } else {
                    toPeers(frame);
                }
            }
        }
    }

    @Override
    public void probe() {
        ByteBuffer probe = Wire.probe();
        // A node may be reachable by one path and not by the other. With IP multicast both must carry.
        if (group != null) {
            transmit(probe, group);
        }
        toPeers(probe);
    }

    private void toPeers(ByteBuffer frame) {
        for (InetSocketAddress peer : peers) {
            transmit(frame, peer);
        }
    }

    private void transmit(ByteBuffer frame, InetSocketAddress to) {
        frame.rewind();
        try {
            if (unicast == null || unicast.send(frame, to) == 0) {
                counters.lostSend();
            }
        } catch (IOException e) {
            counters.lostSend();
        }
    }

    @Override
    public void work(long nowNanos) {
        soundings.work(nowNanos);
    }

    @Override
    public long nextWorkNanos(long nowNanos) {
        return soundings.nextWorkNanos(nowNanos);
    }

    @Override
    public void close() throws IOException {
        soundings.close();
        if (unicast != null) {
            unicast.close();
        }
        closeJoined();
    }

    private void closeJoined() throws IOException {
        for (DatagramChannel channel : multicast) {
            channel.close();
        }
        multicast.clear();
    }
}
