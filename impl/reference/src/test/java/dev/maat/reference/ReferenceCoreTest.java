package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Effect;
import dev.maat.contract.Limits;
import dev.maat.reference.driver.Chaos;
import dev.maat.reference.driver.Cluster;
import dev.maat.reference.driver.Laws;
import dev.maat.reference.parts.FlushPolicy;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.parts.TransitionParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceCoreTest {
    private static final long MILLI = Cluster.MILLI;
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");

    static Cluster cluster(String ordering) {
        Map<String, String> options = Map.of("ordering", ordering);
        return new Cluster(1, NODES, options, () -> new ReferenceCore(ReferenceParts.STANDARD, options));
    }

    private static void foundAll(Cluster cluster) {
        for (String node : NODES) {
            cluster.start(node, NODES);
        }
    }

    private static boolean allInView(Cluster cluster, int members) {
        return cluster.processes.stream()
                .filter(p -> p.running)
                .allMatch(p -> p.current() != null && p.current().view.members().size() == members);
    }

    @Test
    void foundersFormOneGroupAndDeliverEverything() {
        for (String ordering : List.of("fifo", "total")) {
            Cluster cluster = cluster(ordering);
            foundAll(cluster);
            assertThat(cluster.runUntil(() -> allInView(cluster, 5), 1_000 * MILLI))
                    .isTrue();
            cluster.loss = 0.2;
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                for (Cluster.Process process : List.copyOf(cluster.processes)) {
                    sent.add(cluster.multicast(process, i * 100));
                }
                cluster.runFor(5 * MILLI);
            }
            assertThat(cluster.runUntil(
                            () -> cluster.processes.stream().allMatch(p -> p.stable.containsAll(sent)), 5_000 * MILLI))
                    .isTrue();
            Laws.check(cluster);
            Laws.endsAgree(cluster.processes, cluster.total);
        }
    }

    private static Cluster formed(String ordering) {
        Cluster cluster = cluster(ordering);
        foundAll(cluster);
        assertThat(cluster.runUntil(() -> allInView(cluster, 5), 1_000 * MILLI)).isTrue();
        return cluster;
    }

    private static boolean allDelivered(Cluster cluster, List<String> messages) {
        return cluster.processes.stream()
                .filter(p -> p.running)
                .allMatch(p -> p.current().delivered.containsAll(messages));
    }

    @Test
    void aCrashedMemberIsReplacedByItsNextProcessThatLoadsTheState() {
        for (String ordering : List.of("fifo", "total")) {
            Cluster cluster = formed(ordering);
            cluster.snapshotBytes = 100_000;
            cluster.multicast(cluster.latest.get("n2"), 10);
            cluster.crash(cluster.latest.get("n1"));
            assertThat(cluster.runUntil(() -> allInView(cluster, 4), 3_000 * MILLI))
                    .isTrue();
            Cluster.Process joiner = cluster.start("n1", NODES);
            assertThat(cluster.runUntil(() -> allInView(cluster, 5), 3_000 * MILLI))
                    .isTrue();
            List<String> sent = List.of(cluster.multicast(joiner, 10), cluster.multicast(cluster.latest.get("n3"), 10));
            assertThat(cluster.runUntil(() -> allDelivered(cluster, sent), 1_000 * MILLI))
                    .isTrue();
            assertThat(joiner.id.incarnation()).isEqualTo(1);
            assertThat(joiner.stateAt).hasSize(1);
            Laws.check(cluster);
        }
    }

    @Test
    void whoLeavesIsGoneAndTheLastOneEndsTheGroup() {
        Cluster cluster = formed("total");
        for (String node : NODES) {
            cluster.leave(cluster.latest.get(node));
        }
        assertThat(cluster.runUntil(() -> cluster.processes.stream().noneMatch(p -> p.running), 10_000 * MILLI))
                .isTrue();
        assertThat(cluster.processes).allSatisfy(p -> assertThat(p.end).isEqualTo("left"));
        Laws.check(cluster);
    }

    @Test
    void whoIsCutOffLosesItsQuorumIsExcludedAndReturnsAsANewProcess() {
        Cluster cluster = formed("total");
        Cluster.Process lonely = cluster.latest.get("n4");
        cluster.dropper = (from, to, packet) -> from.equals("n4") != to.equals("n4");
        assertThat(cluster.runUntil(
                        () -> cluster.latest.get("n1").current().view.members().size() == 4, 3_000 * MILLI))
                .isTrue();
        assertThat(lonely.effects).contains(new Effect.LostQuorum(true));
        assertThat(lonely.running).isTrue();
        cluster.dropper = (from, to, packet) -> false;
        assertThat(cluster.runUntil(() -> allInView(cluster, 5), 5_000 * MILLI)).isTrue();
        assertThat(lonely.end).startsWith("excluded");
        assertThat(cluster.latest.get("n4").id.incarnation()).isEqualTo(1);
        Laws.check(cluster);
    }

    @Test
    void messagesOfEverySizeAroundAPacketArriveWholeThroughLossAndReordering() {
        Cluster cluster = formed("total");
        cluster.loss = 0.1;
        cluster.maxDelay = 20 * MILLI;
        List<String> sent = new ArrayList<>();
        for (int size : new int[] {0, 1_250, 1_260, 1_270, 1_280, 1_290, 1_300, 1_399, 1_400, 1_401, 2_800, 100_000}) {
            sent.add(cluster.multicast(cluster.latest.get("n1"), size));
            sent.add(cluster.multicast(cluster.latest.get("n5"), size));
        }
        sent.add(cluster.multicast(cluster.latest.get("n2"), cluster.limits.maxPayloadBytes()));
        assertThat(cluster.runUntil(() -> allDelivered(cluster, sent), 10_000 * MILLI))
                .isTrue();
        cluster.multicast(cluster.latest.get("n2"), cluster.limits.maxPayloadBytes() + 1);
        assertThat(cluster.latest.get("n2").refused).isEqualTo(1);
        Laws.check(cluster);
    }

    @Test
    void aSlowReceiverSlowsItsSendersAndNobodysBuffersOverflow() {
        Cluster cluster = cluster("total");
        cluster.limits = new Limits(1_400, 16 * 1024, 512 * 1024);
        foundAll(cluster);
        assertThat(cluster.runUntil(() -> allInView(cluster, 5), 1_000 * MILLI)).isTrue();
        Cluster.Process slow = cluster.latest.get("n5");
        for (int i = 0; i < 3_000; i++) {
            for (String node : List.of("n1", "n2", "n3")) {
                cluster.multicast(cluster.latest.get(node), 4_000);
            }
            if (i % 30 == 0) {
                cluster.pause(slow, 250 * MILLI);
            }
            cluster.runFor(10 * MILLI);
        }
        assertThat(slow.running).isTrue();
        assertThat(cluster.runUntil(
                        () -> cluster.processes.stream()
                                .allMatch(p -> p.current().delivered.size()
                                        == slow.current().delivered.size()),
                        5_000 * MILLI))
                .isTrue();
        // Refusals show that the senders were slowed; that Sample never exceeds the bound is asserted by the driver.
        assertThat(cluster.latest.get("n1").refused).isPositive();
        assertThat(cluster.latest.get("n1").effects).contains(new Effect.Backpressure(true));
        assertThat(cluster.processes).allSatisfy(p -> assertThat(p.maxBuffered).isPositive());
        Laws.check(cluster);
    }

    @Test
    void aFlushThatDoesNotWaitForTheWholeCutIsCaught() {
        FlushPolicy hasty = new FlushPolicy() {
            @Override
            public boolean isComplete(long held, long cut) {
                return true;
            }
        };
        Map<String, String> options = Map.of("ordering", "fifo");
        ReferenceParts parts = ReferenceParts.STANDARD.withTransition(TransitionParts.STANDARD.withFlush(hasty));
        assertThatThrownBy(() -> {
                    for (long seed = 0; seed < 50; seed++) {
                        new Chaos(seed, () -> new ReferenceCore(parts, options), options).run();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lacks");
    }

    @Test
    void aWrongOptionIsRefusedWithWhatIsRight() {
        ReferenceProvider provider = new ReferenceProvider();
        assertThatThrownBy(() -> provider.newCore("other", Map.of())).hasMessageContaining("offered is reference");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("ordering", "causal")))
                .hasMessageContaining("known are fifo, total");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("reliability", "ack")))
                .hasMessage("option reliability is 'ack'; known are nack");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("delivery", "uniform")))
                .hasMessage("option delivery is 'uniform', which is not offered yet; known are plain");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("suspicion", "5")))
                .hasMessageContaining("suspicionMillis");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("suspicionMillis", "soon")))
                .hasMessageContaining("not a whole number");
        assertThatThrownBy(() -> provider.newCore("reference", Map.of("suspicionMillis", "60")))
                .hasMessageContaining("twice heartbeatMillis");
    }
}
