package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacketFaultsTest {
    private final List<Target> nodes = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new Target("n" + i, "10.231.7." + (9 + i), 7_800, "container" + i))
            .toList();
    private final FakeShell shell = new FakeShell();
    private final PacketFaults faults = new PacketFaults(new Topology(nodes), new NftRules(shell));

    @BeforeEach
    void everyNodeIsUp() {
        nodes.forEach(faults::nodeUp);
    }

    @Test
    void aPartitionDropsPacketsOfTheOtherSideAtEachReceiver() {
        faults.inject(4, new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3"))));

        assertThat(shell.newestAt("n1")).isEqualTo("""
                add table ip maat
                add chain ip maat fault4 { type filter hook input priority -5; policy accept; }
                add rule ip maat fault4 ip saddr 10.231.7.12 counter drop
                """);
        assertThat(shell.newestAt("n2"))
                .contains("saddr 10.231.7.12 counter drop")
                .doesNotContain("10.231.7.10");
        assertThat(shell.newestAt("n3")).contains("saddr 10.231.7.10 counter drop", "saddr 10.231.7.11 counter drop");
    }

    @Test
    void aOneWayCutLeavesTheOppositeDirectionWhole() {
        faults.inject(1, new Fault.OneWayCut(List.of(new Link("n1", "n3"))));

        assertThat(shell.rules).containsOnlyKeys("n3");
        assertThat(shell.newestAt("n3"))
                .contains("saddr 10.231.7.10 counter drop")
                .doesNotContain("10.231.7.11");
    }

    @Test
    void lossOnAllLinksIsARuleForEachDirectedPair() {
        faults.inject(3, new Fault.Loss(List.of(), 30));

        assertThat(shell.rules).containsOnlyKeys("n1", "n2", "n3");
        assertThat(shell.newestAt("n2"))
                .contains(
                        "ip saddr 10.231.7.10 numgen random mod 100 < 30 counter drop",
                        "ip saddr 10.231.7.12 numgen random mod 100 < 30 counter drop")
                .doesNotContain("10.231.7.11");
    }

    @Test
    void droppedPacketsAreCountedByDirectedPairWithoutZeros() {
        faults.inject(3, new Fault.Loss(List.of(new Link("n1", "n2"), new Link("n3", "n2")), 30));
        shell.listings.put("n2", Captured.text("nft-loss-chain.txt"));

        FaultEffect effect = faults.heal(3);

        assertThat(effect.bit()).isTrue();
        assertThat(effect.counts()).isEqualTo(Map.of("dropped", Map.of("n1>n2", 149L)));
        assertThat(shell.newestAt("n2")).isEqualTo("flush chain ip maat fault3\ndelete chain ip maat fault3\n");
    }

    @Test
    void aFaultThatMetNoPacketDidNotBite() {
        faults.inject(3, new Fault.Loss(List.of(new Link("n3", "n2")), 30));
        shell.listings.put(
                "n2", "\t\tip saddr 10.231.7.12 numgen random mod 100 < 30 counter packets 0 bytes 0 drop\n");

        assertThat(faults.heal(3).bit()).isFalse();
    }

    @Test
    void aNodeThatStartsAgainGetsTheRulesInForceAndKeepsItsEarlierCounts() {
        faults.inject(4, new Fault.OneWayCut(List.of(new Link("n3", "n2"))));
        shell.listings.put("n2", Captured.text("nft-cut-chain.txt"));

        faults.nodeGoing(nodes.get(1));
        shell.rules.clear();
        faults.nodeUp(nodes.get(1));

        assertThat(shell.newestAt("n2")).contains("saddr 10.231.7.12 counter drop");
        assertThat(faults.heal(4).counts()).isEqualTo(Map.of("dropped", Map.of("n3>n2", 80L)));
    }

    @Test
    void aReceiverThatEndedByItselfDoesNotMakeAFaultFail() {
        shell.gone.add("n2");

        faults.inject(3, new Fault.Loss(List.of(), 30));

        assertThat(shell.rules).containsOnlyKeys("n1", "n3");
        assertThat(faults.heal(3).bit()).isFalse();
    }

    @Test
    void faultsThatNetfilterCannotDoAreRefusedAndNamedBeforehand() {
        assertThatThrownBy(() -> faults.inject(1, new Fault.Latency(List.of(), 10, 0)))
                .isInstanceOf(UnsupportedFaultException.class);
        assertThatThrownBy(() -> PacketFaults.capabilities().require(Set.of(FaultKind.LATENCY)))
                .hasMessageContaining("netem");
        assertThat(PacketFaults.noDelay(KernelNetem.MISSING))
                .contains("this kernel cannot hold", "sch_netem is missing", "modprobe sch_netem");
    }
}
