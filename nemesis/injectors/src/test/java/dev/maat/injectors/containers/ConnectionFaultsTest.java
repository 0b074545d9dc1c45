package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionFaultsTest {
    private static final String NO_FLOW = "chain outflow {\n}\nchain inflow {\n}\n";
    private static final List<List<String>> N1_AND_N2_WITHOUT_N3 = List.of(List.of("n1", "n2"), List.of("n3"));

    private final List<Target> nodes = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new Target("n" + i, "10.231.7." + (9 + i), 7_800, "container" + i))
            .toList();
    private final FakeShell shell = new FakeShell();
    private FakeToxiproxy toxiproxy;
    private ConnectionFaults faults;

    @BeforeEach
    void everyNodeIsUp() throws IOException {
        toxiproxy = new FakeToxiproxy();
        faults = new ConnectionFaults(
                new Topology(nodes), new NftRules(shell), "10.231.7.2", "127.0.0.1", toxiproxy.port());
        nodes.forEach(faults::nodeUp);
        nodes.forEach(node -> shell.listings.put(node.node(), NO_FLOW));
        shell.rules.clear();
    }

    @AfterEach
    void close() {
        toxiproxy.close();
    }

    @Test
    void aPartitionSilencesOpenConnectionsInBothDirections() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3));

        // Of n1>n2, n1>n3, n2>n1, n2>n3, n3>n1, n3>n2 the first and the third stay whole.
        assertThat(toxiproxy.toxics)
                .containsOnlyKeys(List.of(
                        "link20001/fault4-D",
                        "link20001/fault4-U",
                        "link20003/fault4-D",
                        "link20003/fault4-U",
                        "link20004/fault4-D",
                        "link20004/fault4-U",
                        "link20005/fault4-D",
                        "link20005/fault4-U"));
    }

    @Test
    void aPartitionLeavesNewConnectionsWithoutAnAnswer() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3));

        assertThat(shell.rules.get("n1")).contains("""
                add table ip maat
                add chain ip maat connects4 { type filter hook output priority -150; policy accept; }
                add rule ip maat connects4 ip daddr 10.231.7.12 tcp flags & (syn | ack) == syn counter drop
                """);
        assertThat(rulesAt("n3"))
                .contains("ip daddr 10.231.7.10 tcp flags & (syn | ack) == syn counter drop")
                .contains("ip daddr 10.231.7.11 tcp flags & (syn | ack) == syn counter drop");
    }

    @Test
    void aPartitionMayRefuseNewConnections() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3, true));

        assertThat(rulesAt("n1")).contains("tcp flags & (syn | ack) == syn counter reject with tcp reset");
        assertThat(rulesAt("n1")).doesNotContain("10.231.7.11");
    }

    @Test
    void aPartitionCoversPortsThatLeadPastTheProxyAndLeavesTheKernelsOwnRefusals() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3));

        assertThat(shell.rules.get("n1")).contains("""
                add table ip maat
                add chain ip maat fault4 { type filter hook input priority -5; policy accept; }
                add rule ip maat fault4 iifname lo accept
                add rule ip maat fault4 ip saddr 10.231.7.12 counter drop
                """);
    }

    @Test
    void aOneWayCutBlocksTheHandshakeFromEitherSide() {
        faults.inject(4, new Fault.OneWayCut(List.of(new Link("n1", "n3"))));

        assertThat(rulesAt("n1")).contains("ip daddr 10.231.7.12 tcp flags & (syn | ack) == syn counter drop");
        assertThat(rulesAt("n3"))
                .contains("ip daddr 10.231.7.10 tcp flags & (syn | ack) == syn counter drop")
                .contains("ip saddr 10.231.7.10 counter drop");
        assertThat(rulesAt("n1")).doesNotContain("saddr");
        assertThat(shell.rules).doesNotContainKey("n2");
    }

    @Test
    void attemptsToConnectAreEvidenceThatACutBit() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3, true));
        shell.listings.put("n1 connects4", Captured.text("nft-connects-chain.txt"));

        FaultEffect effect = faults.heal(4);

        assertThat(effect.counts()).isEqualTo(Map.of("refusedConnects", Map.of("n1>n3", 4L)));
    }

    @Test
    void aHealedPartitionLetsConnectionsComeAboutAgain() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3));

        faults.heal(4);

        assertThat(toxiproxy.toxics).isEmpty();
        for (Target node : nodes) {
            assertThat(shell.rules.get(node.node()))
                    .contains("flush chain ip maat connects4\ndelete chain ip maat connects4\n")
                    .contains("flush chain ip maat fault4\ndelete chain ip maat fault4\n");
        }
    }

    @Test
    void aProcessThatStartsDuringAPartitionCannotConnectEither() {
        faults.inject(4, new Fault.Partition(N1_AND_N2_WITHOUT_N3));
        shell.listings.put("n1 connects4", Captured.text("nft-connects-chain.txt"));

        faults.nodeGoing(nodes.get(0));
        shell.rules.clear();
        faults.nodeUp(nodes.get(0));

        assertThat(rulesAt("n1")).contains("ip daddr 10.231.7.12 tcp flags & (syn | ack) == syn counter drop");
        // The attempts of the earlier process count as well.
        assertThat(faults.heal(4).counts()).isEqualTo(Map.of("droppedConnects", Map.of("n1>n3", 8L)));
    }

    @Test
    void latencyBlocksNoConnection() {
        faults.inject(4, new Fault.Latency(List.of(), 30, 20));

        assertThat(shell.rules).isEmpty();
        faults.heal(4);
        assertThat(toxiproxy.toxics).isEmpty();
    }

    private String rulesAt(String node) {
        return String.join("", shell.rules.getOrDefault(node, List.of()));
    }
}
