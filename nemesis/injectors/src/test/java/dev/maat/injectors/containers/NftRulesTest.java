package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NftRulesTest {
    private final Target n1 = new Target("n1", "10.231.203.10", 7_800, "container1");
    private final Target n2 = new Target("n2", "10.231.203.11", 7_800, "container2");
    private final FakeShell shell = new FakeShell();
    private final Netfilter netfilter = new NftRules(shell);

    @Test
    void droppedPacketsAreReadBySender() {
        shell.listings.put("n2", Captured.text("nft-loss-chain.txt"));

        assertThat(netfilter.dropped(n2, 3)).isEqualTo(Map.of("10.231.7.10", 149L, "10.231.7.12", 0L));
    }

    @Test
    void packetsIntoAndOutOfTheProxyAreReadByItsPort() {
        shell.listings.put("n1", Captured.text("nft-detour-table.txt"));

        Netfilter.Flow flow = netfilter.flow(n1);

        assertThat(flow.sent()).isEqualTo(Map.of("20000", 19L, "20001", 19L));
        assertThat(flow.received()).isEqualTo(Map.of("20000", 0L, "20001", 0L));
    }

    @Test
    void connectionsToEachPeerGoToTheirOwnProxyPortAndAreCountedBothWays() {
        Map<Target, Integer> ports = new LinkedHashMap<>();
        ports.put(n2, 20_000);

        netfilter.redirect(n1, "10.231.203.2", ports);

        assertThat(shell.newestAt("n1"))
                .contains(
                        "detour ip daddr 10.231.203.11 tcp dport 7800 counter dnat to 10.231.203.2:20000",
                        "outflow ip daddr 10.231.203.2 tcp dport 20000 ip length > 60 counter",
                        "inflow ip saddr 10.231.203.2 tcp sport 20000 ip length > 60 counter");
    }
}
