package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static final Capabilities CONTAINERS = Capabilities.allBut(
            "containers over udp",
            Map.of(
                    FaultKind.CRASH_POINT, "a kill from outside cannot be aimed at a step",
                    FaultKind.RESET, "datagrams have no connections"));

    @Test
    void aKindThatCannotBeInjectedIsAnErrorWithTheReason() {
        assertThatThrownBy(() -> CONTAINERS.require(EnumSet.of(FaultKind.LOSS, FaultKind.RESET)))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("containers over udp cannot do reset (datagrams have no connections)");
        assertThatThrownBy(() -> CONTAINERS.select("loss,crash-point")).isInstanceOf(UnsupportedFaultException.class);
    }

    @Test
    void aWordForSeveralKindsSelectsThePossibleOnes() {
        assertThat(CONTAINERS.select("partition, crash"))
                .containsExactlyInAnyOrder(FaultKind.PARTITION, FaultKind.KILL, FaultKind.RESTART);
    }

    @Test
    void anUnknownWordIsAnErrorThatNamesTheKnownOnes() {
        assertThatThrownBy(() -> CONTAINERS.select("partion"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'partion'")
                .hasMessageContaining("partition");
    }

    @Test
    void aPartitionCutsBothWaysBetweenGroupsAndSparesANodeInNone() {
        Fault.Partition bridge = new Fault.Partition(List.of(List.of("a"), List.of("b", "d")));

        assertThat(bridge.links())
                .containsExactlyInAnyOrder(
                        new Link("a", "b"), new Link("a", "d"), new Link("b", "a"), new Link("d", "a"));
    }

    @Test
    void aFaultBitOnlyIfItDidSomething() {
        assertThat(FaultEffect.of("dropped", "n1>n2", 3).bit()).isTrue();
        assertThat(FaultEffect.of("dropped", "n1>n2", 0).bit()).isFalse();
        assertThat(FaultEffect.withheld("no quorum would be left").bit()).isFalse();
    }

    @Test
    void aPlanThatNamesAnUnknownNodeIsRefused() {
        FaultPlan plan = new FaultPlan(List.of(new PlannedFault(1, 0, null, new Fault.Kill("n9"), false)), List.of());

        assertThatThrownBy(() -> plan.requireNodes(List.of("n1", "n2"))).hasMessageContaining("n9");
    }
}
