package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.driver.Cluster;
import dev.maat.reference.driver.Laws;
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
}
