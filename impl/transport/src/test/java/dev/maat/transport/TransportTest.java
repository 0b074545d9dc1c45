package dev.maat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TransportTest {
    private static final int MESSAGES = 6;

    @ParameterizedTest
    @EnumSource
    void everyMemberReceivesFromEveryOtherUnderItsName(TransportKind kind) throws Exception {
        Set<String> expected = new LinkedHashSet<>();
        try (Group group = new Group(3, kind)) {
            for (Member member : group.members) {
                for (int i = 0; i < MESSAGES; i++) {
                    member.multicast(i, bytes("message " + i));
                }
            }
            for (String node : group.names) {
                for (int i = 0; i < MESSAGES; i++) {
                    expected.add(node + " message " + i);
                }
            }
            for (int m = 0; m < 3; m++) {
                String self = group.names.get(m);
                Set<String> heard = new LinkedHashSet<>();
                while (heard.size() < 2 * MESSAGES) {
                    Effect.Deliver deliver = group.members.get(m).application.next(Effect.Deliver.class);
                    heard.add(deliver.sender().node() + " " + new String(deliver.payload(), StandardCharsets.UTF_8));
                }
                assertThat(heard).isSubsetOf(expected).noneMatch(message -> message.startsWith(self));
            }
            for (Member member : group.members) {
                assertThat(member.ask(() -> member.loop.counters().unknownSenders()))
                        .isZero();
                assertThat(member.ask(() -> member.loop.counters().malformed())).isZero();
            }
        }
    }

    @Test
    void aMulticastIsHeardInAGroupTooLargeForASocketForEachPeer() throws Exception {
        SequencedMap<String, InetSocketAddress> nodes = Ports.nodes(DatagramLinks.MAX_JOINED + 2);
        InetSocketAddress all =
                new InetSocketAddress("239.255.77.1", Ports.free(1).get(0));
        try (Member first = new Member(new Topology("n1", nodes, all), TransportKind.MULTICAST, new GossipCore());
                Member second = new Member(new Topology("n2", nodes, all), TransportKind.MULTICAST, new GossipCore())) {
            first.multicast(1, bytes("to many"));

            Effect.Deliver deliver = second.application.next(Effect.Deliver.class);
            assertThat(deliver.sender().node()).isEqualTo("n1");
            assertThat(second.ask(() -> second.loop.counters().unknownSenders()))
                    .isZero();
            assertThat(first.application.told).noneMatch(Effect.Deliver.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProbeIsCountedAtEveryPeerThoughTheProtocolIsSilent(TransportKind kind) throws Exception {
        try (Group group = new Group(3, kind)) {
            Member first = group.members.get(0);
            for (Member receiver : group.members.subList(1, 3)) {
                await(() -> {
                    ask(first, () -> {
                        first.loop.probe();
                        return true;
                    });
                    return ask(
                                    receiver,
                                    () -> receiver.loop.counters().received().get("n1"))
                            > 0;
                });
                assertThat(receiver.application.told).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatReturnsIsReceivedAgain(TransportKind kind) throws Exception {
        try (Group group = new Group(2, kind)) {
            group.members.get(0).multicast(1, bytes("forever"));
            group.members.get(1).application.next(Effect.Deliver.class);
            group.members.get(1).close();
            Member again = new Member(group.topology("n2"), kind, new GossipCore());
            group.members.set(1, again);
            assertThat(again.application.next(Effect.Deliver.class).payload()).isEqualTo(bytes("forever"));
            again.multicast(1, bytes("back"));
            assertThat(group.members
                            .get(0)
                            .application
                            .next(Effect.Deliver.class)
                            .payload())
                    .isEqualTo(bytes("back"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatLeftReceivesNoMorePackets(TransportKind kind) throws Exception {
        try (Group group = new Group(2, kind)) {
            group.members.get(0).multicast(1, bytes("forever"));
            Member second = group.members.get(1);
            second.application.next(Effect.Deliver.class);
            second.loop.submit(Input.Leave::new);
            second.application.next(Effect.Left.class);
            assertThat(second.application.next()).isEqualTo("ended");
            second.close();
            assertThat(second.application.told).isEmpty();
        }
    }

    @Test
    void datagramsOfStrangersAreDroppedAndCounted() throws Exception {
        try (Group group = new Group(2, TransportKind.UDP);
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] packet = {Wire.DATA, 1, 2, 3};
            Member first = group.members.get(0);
            await(() -> {
                stranger.send(new DatagramPacket(packet, packet.length, group.addresses.get("n1")));
                return ask(first, () -> first.loop.counters().unknownSenders()) > 0;
            });
            assertThat(first.application.told).isEmpty();
        }
    }

    @Test
    void aConnectionBelongsToTheNodeThatItsHelloNames() throws Exception {
        try (Group group = new Group(2, TransportKind.TCP)) {
            Member first = group.members.get(0);
            // From another port than n2's, as a proxy would connect.
            try (Socket proxied = connect(group.addresses.get("n1"))) {
                write(proxied, Wire.hello("n2"));
                write(proxied, dataFrame(bytes("through a proxy")));
                Effect.Deliver deliver = first.application.next(Effect.Deliver.class);
                assertThat(deliver.sender().node()).isEqualTo("n2");
                assertThat(deliver.payload()).isEqualTo(bytes("through a proxy"));
            }
            long malformed = ask(first, () -> first.loop.counters().malformed());
            for (ByteBuffer hostile : List.of(
                    Wire.hello("n1"),
                    Wire.hello("n9"),
                    dataFrame(bytes("no hello")),
                    ByteBuffer.wrap(bytes("GET / HTTP/1.1\r\n\r\n")),
                    ByteBuffer.wrap(new byte[100]))) {
                try (Socket socket = connect(group.addresses.get("n1"))) {
                    write(socket, hostile);
                    InputStream in = socket.getInputStream();
                    assertThat(in.read()).as("the connection is closed").isEqualTo(-1);
                }
            }
            assertThat(ask(first, () -> first.loop.counters().unknownSenders())).isEqualTo(3);
            assertThat(ask(first, () -> first.loop.counters().malformed())).isEqualTo(malformed + 2);
        }
    }

    @Test
    void packetsForAPeerThatReadsNothingAreLostAndDoNotPileUp() throws Exception {
        SequencedMap<String, InetSocketAddress> addresses = Ports.nodes(2);
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(addresses.get("n2"));
            byte[] packet = new byte[1_400];
            try (Member member = new Member(new Topology("n1", addresses, null), TransportKind.TCP, new GossipCore())) {
                for (int i = 0; i < 200; i++) {
                    member.multicast(i, packet);
                }
                await(() -> ask(member, () -> member.loop.counters().lostSends()) > 1_000);
            }
        }
    }

    @Test
    void theErrorForATakenAddressNamesIt() throws Exception {
        try (Group group = new Group(2, TransportKind.TCP)) {
            assertThatThrownBy(() -> new Member(group.topology("n1"), TransportKind.TCP, new GossipCore()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("n1")
                    .hasMessageContaining("tcp")
                    .hasMessageContaining(
                            String.valueOf(group.addresses.get("n1").getPort()));
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, ByteBuffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), 0, bytes.limit());
    }

    private static <T> T ask(Member member, Supplier<T> question) {
        try {
            return member.ask(question);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Each attempt waits for the member's thread, so this does not spin. */
    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 20 s");
            }
            Thread.onSpinWait();
        }
    }

    private static ByteBuffer dataFrame(byte[] packet) {
        return Wire.withLength(ByteBuffer.allocate(Wire.KIND_BYTES + packet.length)
                .put(Wire.DATA)
                .put(packet)
                .flip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Some members on the loopback interface. */
    private static final class Group implements AutoCloseable {
        final SequencedMap<String, InetSocketAddress> addresses;
        final List<String> names;
        final List<Member> members = new ArrayList<>();
        private final InetSocketAddress multicastGroup;

        Group(int size, TransportKind kind) throws IOException {
            addresses = Ports.nodes(size);
            multicastGroup = new InetSocketAddress("239.255.77.1", Ports.free(1).get(0));
            names = List.copyOf(addresses.keySet());
            for (String name : names) {
                members.add(new Member(topology(name), kind, new GossipCore()));
            }
        }

        Topology topology(String self) {
            return new Topology(self, new LinkedHashMap<>(addresses), multicastGroup);
        }

        @Override
        public void close() throws Exception {
            for (Member member : members) {
                member.close();
            }
        }
    }
}
