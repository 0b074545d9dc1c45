package dev.maat.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramLinksTest {
    /** A receiver that leaves each packet's buffer in another byte order, and has time for so many packets of a socket. */
    private static final class Careless implements Links.Receiver {
        final List<Integer> numbers = new ArrayList<>();
        final List<Integer> sharers = new ArrayList<>();
        private final boolean hurried;

        Careless(boolean hurried) {
            this.hurried = hurried;
        }

        @Override
        public void receive(String from, ByteBuffer packet) {
            numbers.add(packet.getInt());
            packet.order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public boolean mayReadOn(int sockets) {
            sharers.add(sockets);
            return !hurried;
        }

        @Override
        public void unreachable(String node) {}
    }

    private static void take(Selector selector, Careless receiver, int numbers) throws Exception {
        while (receiver.numbers.size() < numbers) {
            selector.select(DatagramLinksTest::handle, 1_000);
        }
    }

    private static void handle(SelectionKey key) {
        ((Links.Ready) key.attachment()).ready(key);
    }

    private static void send(DatagramSocket peer, InetSocketAddress to, int number) throws Exception {
        byte[] frame = ByteBuffer.allocate(Wire.KIND_BYTES + Integer.BYTES)
                .put(Wire.DATA)
                .putInt(number)
                .array();
        peer.send(new DatagramPacket(frame, frame.length, to));
    }

    private static Careless received(boolean hurried, @Nullable InetSocketAddress group) throws Exception {
        Topology topology = new Topology("n1", new LinkedHashMap<>(Ports.nodes(3)), group);
        Careless receiver = new Careless(hurried);
        try (Selector selector = Selector.open();
                DatagramLinks links = new DatagramLinks(topology, group, new LinkCounters(topology.peers()), receiver);
                DatagramSocket peer = new DatagramSocket(topology.address("n2"))) {
            links.open(selector);
            for (int number = 1; number <= 3; number++) {
                send(peer, topology.selfAddress(), number);
            }
            take(selector, receiver, 3);
        }
        return receiver;
    }

    @Test
    void aCoreThatChangesTheByteOrderOfAPacketDoesNotChangeThatOfTheNext() throws Exception {
        assertThat(received(false, null).numbers).containsExactly(1, 2, 3);
    }

    @Test
    void eachSocketOfAMemberWithMulticastHasItsShareOfTheTurn() throws Exception {
        InetSocketAddress group = new InetSocketAddress(
                InetAddress.getByName("239.77.9.3"), Ports.free(1).getFirst());

        assertThat(received(false, null).sharers).isNotEmpty().containsOnly(1);
        assertThat(received(true, group).sharers)
                .as("its own, and one for each of two peers")
                .isNotEmpty()
                .containsOnly(3);
    }
}
