package dev.maat.injectors.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real datagrams between real sockets; a socket waits for the datagram that a test expects. */
@Timeout(30)
class DatagramProxyTest {
    private final SequencedMap<String, DatagramSocket> sockets = new LinkedHashMap<>();
    private final DatagramRules rules = new DatagramRules(new SplittableRandom(7));
    private DatagramProxy proxy;

    @BeforeEach
    void open() throws IOException {
        SequencedMap<String, InetSocketAddress> nodes = new LinkedHashMap<>();
        for (String node : List.of("n1", "n2", "n3")) {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            sockets.put(node, socket);
            nodes.put(node, (InetSocketAddress) socket.getLocalSocketAddress());
        }
        proxy = DatagramProxy.open(nodes, rules);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        sockets.values().forEach(DatagramSocket::close);
    }

    private void send(DatagramSocket socket, String asSeenBy, String to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(
                new DatagramPacket(bytes, bytes.length, proxy.seenBy(asSeenBy).get(to)));
    }

    /** The next datagram of a node: the name of its sender as the node knows it, and the text. */
    private Map.Entry<String, String> next(String node) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        sockets.get(node).receive(packet);
        String from = proxy.seenBy(node).entrySet().stream()
                .filter(peer -> peer.getValue().equals(packet.getSocketAddress()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("unknown");
        return Map.entry(from, new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    }

    @Test
    void aReceiverKnowsTheSenderByTheAddressThatItSendsToItself() throws IOException {
        send(sockets.get("n1"), "n1", "n2", "to n2");
        assertThat(next("n2")).isEqualTo(Map.entry("n1", "to n2"));
        send(sockets.get("n2"), "n2", "n1", "back");
        assertThat(next("n1")).isEqualTo(Map.entry("n2", "back"));
        assertThat(proxy.lost()).isZero();
    }

    @Test
    void twoNodesFindAThirdAtDifferentAddressesAndItselfAtItsOwn() {
        assertThat(proxy.seenBy("n1").get("n3")).isNotEqualTo(proxy.seenBy("n2").get("n3"));
        assertThat(proxy.seenBy("n3").get("n3")).isEqualTo(sockets.get("n3").getLocalSocketAddress());
    }

    @Test
    void aStrangersDatagramGoesNoFurther() throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            send(stranger, "n1", "n2", "forged");
        }
        send(sockets.get("n1"), "n1", "n2", "real");
        assertThat(next("n2")).isEqualTo(Map.entry("n1", "real"));
    }

    @Test
    void aCutLinkIsSilentWhileTheOthersCarry() throws IOException {
        rules.add(1, new Fault.OneWayCut(List.of(new Link("n1", "n2"))));
        send(sockets.get("n1"), "n1", "n2", "cut");
        send(sockets.get("n1"), "n1", "n3", "carried");
        assertThat(next("n3")).isEqualTo(Map.entry("n1", "carried"));
        // One thread carries all: the datagram before it has been dropped by now.
        assertThat(rules.remove(1).counts().get("dropped")).containsOnlyKeys("n1>n2");
        send(sockets.get("n1"), "n1", "n2", "healed");
        assertThat(next("n2")).isEqualTo(Map.entry("n1", "healed"));
    }

    @Test
    void aDatagramThatIsHeldBackIsOvertaken() throws IOException {
        rules.add(1, new Fault.Latency(List.of(new Link("n1", "n2")), 200, 0));
        send(sockets.get("n1"), "n1", "n2", "late");
        send(sockets.get("n3"), "n3", "n2", "early");
        assertThat(next("n2")).isEqualTo(Map.entry("n3", "early"));
        assertThat(next("n2")).isEqualTo(Map.entry("n1", "late"));
    }

    @Test
    void aDuplicateArrivesTwice() throws IOException {
        rules.add(1, new Fault.Duplicate(List.of(), 100));
        send(sockets.get("n1"), "n1", "n2", "twice");
        assertThat(next("n2")).isEqualTo(next("n2"));
    }
}
