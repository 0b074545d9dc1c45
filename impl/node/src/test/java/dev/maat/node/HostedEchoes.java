package dev.maat.node;

import dev.maat.node.protocol.Command;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with real node processes on loopback, which host implementations from folders of their own. */
@Timeout(120)
abstract class HostedEchoes {
    @TempDir
    static Path dir;

    private static Path implementations;

    @TempDir
    Path data;

    @BeforeAll
    static void build() throws IOException {
        implementations = EchoProviders.build(dir.resolve("implementations"));
    }

    NodeUnderTest node(String name, String... prefix) throws Exception {
        return new NodeUnderTest(name, data.resolve(name), implementations, List.of(prefix));
    }

    static SequencedMap<String, String> addresses(int count) throws IOException {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        List<AutoCloseable> held = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(tcp);
            held.add(new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()));
            addresses.put("n" + i, "127.0.0.1:" + tcp.getLocalPort());
        }
        for (AutoCloseable socket : held) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return addresses;
    }

    static Command.Start start(
            String implementation, SequencedMap<String, String> addresses, Map<String, String> options) {
        long now = System.nanoTime();
        return new Command.Start(
                implementation,
                new LinkedHashMap<>(options),
                "udp",
                addresses,
                null,
                List.copyOf(addresses.keySet()),
                "g1",
                7,
                now - 1_000,
                now,
                new Command.StartLimits(1_400, 1_000, 1 << 20, 60_000),
                0);
    }

    /** The file in which a process of node n1 names the signal that ends it. */
    Path lastWord() {
        return data.resolve("n1/history/n1.0.signal");
    }

    /** The evidence of the first process of node n1. */
    Path evidence() {
        return data.resolve("n1/history/n1.0.jsonl");
    }
}
