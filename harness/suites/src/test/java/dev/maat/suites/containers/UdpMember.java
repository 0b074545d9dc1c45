package dev.maat.suites.containers;

import dev.maat.contract.Effect;
import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A live member of a static group: it sends each message to every other member until that one has acknowledged it, and delivers the
 * messages of each sender in their order. It owns a socket and two threads. Messages fit into a datagram.
 */
public final class UdpMember implements GroupMember {
    /** Offers the member. */
    public static final class Provider implements ImplementationProvider.Live {
        /** For the loader. */
        public Provider() {}

        @Override
        public GroupMember newMember(String name, Map<String, String> options) {
            return new UdpMember();
        }
    }

    private static final byte MESSAGE = 0;
    private static final byte ACKNOWLEDGEMENT = 1;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + Long.BYTES;
    private static final int MAX_DATAGRAM_BYTES = 65_000;
    private static final long RESEND_MILLIS = 40;

    /** Messages that wait for an acknowledgement of one member; further ones are refused. */
    private static final int MAX_UNACKNOWLEDGED = 4_096;

    private final Map<SocketAddress, TreeMap<Long, byte[]>> unacknowledged = new HashMap<>();
    private final Map<SocketAddress, TreeMap<Long, byte[]>> early = new HashMap<>();
    private final Map<SocketAddress, Long> delivered = new HashMap<>();
    private DatagramSocket socket;
    private MemberListener listener;
    private int own;
    private long sent;

    @Override
    public synchronized void start(MemberStart start, MemberListener upcalls) throws IOException {
        listener = upcalls;
        String self = start.self().node();
        own = List.copyOf(start.addresses().keySet()).indexOf(self);
        socket = new DatagramSocket(start.addresses().get(self));
        start.addresses().forEach((node, address) -> {
            if (!node.equals(self)) {
                unacknowledged.put(address, new TreeMap<>());
                early.put(address, new TreeMap<>());
                delivered.put(address, 0L);
            }
        });
        Thread.ofPlatform().daemon().name("receive").start(this::receive);
        Thread.ofPlatform().daemon().name("resend").start(this::resend);
    }

    private static byte[] packet(byte kind, int sender, long number, byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put(kind)
                .putInt(sender)
                .putLong(number)
                .put(payload)
                .array();
    }

    private void send(SocketAddress to, byte[] packet) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException lost) {
            // As good as lost on the way: it is sent again.
            return;
        }
    }

    @Override
    public synchronized void multicast(byte[] payload) throws IOException {
        for (TreeMap<Long, byte[]> waiting : unacknowledged.values()) {
            if (waiting.size() >= MAX_UNACKNOWLEDGED) {
                throw new IOException("a member has not acknowledged the last " + MAX_UNACKNOWLEDGED + " messages");
            }
        }
        byte[] packet = packet(MESSAGE, own, ++sent, payload);
        unacknowledged.forEach((peer, waiting) -> {
            waiting.put(sent, packet);
            send(peer, packet);
        });
        listener.deliver(payload, Effect.NO_PLACE);
    }

    private void receive() {
        DatagramPacket in = new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
        while (!socket.isClosed()) {
            try {
                in.setLength(MAX_DATAGRAM_BYTES);
                socket.receive(in);
            } catch (IOException closed) {
                continue;
            }
            take(in.getSocketAddress(), ByteBuffer.wrap(in.getData(), 0, in.getLength()));
        }
    }

    private synchronized void take(SocketAddress from, ByteBuffer packet) {
        if (!delivered.containsKey(from)) {
            return;
        }
        byte kind = packet.get();
        packet.getInt();
        long number = packet.getLong();
        if (kind == ACKNOWLEDGEMENT) {
            unacknowledged.get(from).remove(number);
            return;
        }
        send(from, packet(ACKNOWLEDGEMENT, own, number, new byte[0]));
        if (number <= delivered.get(from)) {
            return;
        }
        byte[] payload = new byte[packet.remaining()];
        packet.get(payload);
        early.get(from).put(number, payload);
        for (byte[] next = early.get(from).remove(delivered.get(from) + 1);
                next != null;
                next = early.get(from).remove(delivered.get(from) + 1)) {
            delivered.merge(from, 1L, Long::sum);
            listener.deliver(next, Effect.NO_PLACE);
        }
    }

    private void resend() {
        while (!socket.isClosed()) {
            try {
                Thread.sleep(RESEND_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            resendAll();
        }
    }

    private synchronized void resendAll() {
        unacknowledged.forEach(
                (peer, waiting) -> new ArrayList<>(waiting.values()).forEach(packet -> send(peer, packet)));
    }

    @Override
    public void leave() {
        listener.left();
    }

    @Override
    public void close() {
        socket.close();
    }
}
