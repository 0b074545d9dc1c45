package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries every datagram between nodes of this machine, and does the faults of links to it.
 *
 * <p>Each ordered pair of nodes has a socket here: the <em>door</em> of n1 to n2 is the address at which n1 finds n2. Datagrams of n1 to
 * that door reach n2 from n2's own door to n1. So either node sees the other at one address, for sending and as a source, and
 * knows a sender by its source address as on a plain network. A datagram from another socket than the node's own goes no further.
 *
 * <p>One thread does all of it. The datagrams that it holds back are bounded: one that finds no room is lost, and counted by {@link #lost}.
 */
final class DatagramProxy implements LinkProxy {
    private static final int MAX_DATAGRAM_BYTES = 1 << 16;
    private static final int MAX_READ_AT_ONCE = 64;
    private static final int MAX_HELD_BYTES = 64 << 20;
    /** The room that a held datagram takes beside its bytes: objects, headers and a place in the queue. */
    private static final int HELD_OVERHEAD_BYTES = 100;

    private static final int SOCKET_BUFFER_BYTES = 1 << 22;

    private final SequencedMap<String, InetSocketAddress> nodes;
    private final DatagramRules rules;
    private final Selector selector;
    private final Map<String, SequencedMap<String, Door>> doors = new LinkedHashMap<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final long[] delaysNanos = new long[DatagramRules.MAX_COPIES];
    private final AtomicLong lost = new AtomicLong();
    private long heldBytes;
    private long heldCount;

    /** @param owner the address of the node that uses it to reach the other */
    private record Door(Link link, DatagramChannel channel, InetSocketAddress owner) {}

    /** A datagram that arrives later. */
    private record Held(long dueNanos, long number, Door door, byte[] packet) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            int byTime = Long.signum(dueNanos - other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private DatagramProxy(SequencedMap<String, InetSocketAddress> nodes, DatagramRules rules) throws IOException {
        this.nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        this.rules = rules;
        this.selector = Selector.open();
    }

    /**
     * Opens the doors and begins to carry.
     *
     * @param nodes the address that each node's own socket is bound to; doors are at the same host
     * @throws IOException if a door cannot be bound
     */
    static DatagramProxy open(SequencedMap<String, InetSocketAddress> nodes, DatagramRules rules) throws IOException {
        DatagramProxy proxy = new DatagramProxy(nodes, rules);
        try {
            proxy.openDoors();
        } catch (IOException e) {
            proxy.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("link-proxy").start(proxy::carry);
        return proxy;
    }

    private void openDoors() throws IOException {
        for (Map.Entry<String, InetSocketAddress> owner : nodes.entrySet()) {
            SequencedMap<String, Door> own = new LinkedHashMap<>();
            doors.put(owner.getKey(), own);
            for (String peer : nodes.keySet()) {
                if (!peer.equals(owner.getKey())) {
                    own.put(peer, open(new Link(owner.getKey(), peer), owner.getValue()));
                }
            }
        }
    }

    private Door open(Link link, InetSocketAddress owner) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        Door door = new Door(link, channel, owner);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        channel.register(selector, SelectionKey.OP_READ, door);
        channel.bind(new InetSocketAddress(owner.getAddress(), 0));
        return door;
    }

    @Override
    public SequencedMap<String, InetSocketAddress> seenBy(String node) {
        SequencedMap<String, InetSocketAddress> seen = new LinkedHashMap<>(nodes);
        door(node)
                .forEach((peer, door) -> seen.put(
                        peer, (InetSocketAddress) door.channel().socket().getLocalSocketAddress()));
        return seen;
    }

    private SequencedMap<String, Door> door(String node) {
        SequencedMap<String, Door> own = doors.get(node);
        if (own == null) {
            throw new IllegalArgumentException("no node is called " + node);
        }
        return own;
    }

    @Override
    public FaultEffect inject(int id, Fault fault) {
        rules.add(id, fault);
        return FaultEffect.NOTHING;
    }

    @Override
    public @Nullable FaultEffect heal(int id) {
        return rules.remove(id);
    }

    @Override
    public long lost() {
        return lost.get();
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((Door) key.attachment()), waitMillis());
                sendDue(System.nanoTime());
            }
        } catch (ClosedSelectorException | IOException e) {
            // The run is over. A selector that fails otherwise silences every link, and the probes of the run see that.
            return;
        }
    }

    /** Until the next held datagram is due; 0: until a datagram comes. */
    private long waitMillis() {
        Held next = held.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos() - System.nanoTime()));
    }

    private void read(Door door) {
        for (int i = 0; i < MAX_READ_AT_ONCE; i++) {
            buffer.clear();
            try {
                SocketAddress source = door.channel().receive(buffer);
                if (source == null) {
                    return;
                }
                if (source.equals(door.owner())) {
                    buffer.flip();
                    take(door);
                }
            } catch (IOException e) {
                // Of this socket alone; its next datagram may be read.
                return;
            }
        }
    }

    private void take(Door door) {
        int copies = rules.route(door.link(), delaysNanos);
        Door exit = door(door.link().to()).get(door.link().from());
        long bit = copies == 0 ? DatagramRules.NONE : rules.flippedBit(door.link(), buffer.limit());
        if (bit != DatagramRules.NONE) {
            int at = (int) (bit / Byte.SIZE);
            buffer.put(at, (byte) (buffer.get(at) ^ (1 << (bit % Byte.SIZE))));
        }
        for (int i = 0; i < copies && exit != null; i++) {
            if (delaysNanos[i] == 0) {
                send(exit, buffer.rewind());
            } else {
                hold(exit, delaysNanos[i]);
            }
        }
    }

    private void hold(Door exit, long delayNanos) {
        byte[] packet = new byte[buffer.rewind().remaining()];
        buffer.get(packet);
        int cost = packet.length + HELD_OVERHEAD_BYTES;
        if (heldBytes + cost > MAX_HELD_BYTES) {
            lost.incrementAndGet();
            return;
        }
        heldBytes += cost;
        held.add(new Held(System.nanoTime() + delayNanos, heldCount++, exit, packet));
    }

    private void sendDue(long nowNanos) {
        for (Held next = held.peek(); next != null && next.dueNanos() - nowNanos <= 0; next = held.peek()) {
            held.poll();
            heldBytes -= next.packet().length + HELD_OVERHEAD_BYTES;
            send(next.door(), ByteBuffer.wrap(next.packet()));
        }
    }

    /** Out of the receiver's own door, so that the receiver sees the sender at the address that it knows. */
    private void send(Door exit, ByteBuffer packet) {
        try {
            if (exit.channel().send(packet, exit.owner()) == 0 && packet.hasRemaining()) {
                lost.incrementAndGet();
            }
        } catch (IOException e) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
