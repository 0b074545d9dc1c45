package dev.maat.suites.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.suites.ImplementationJar;
import dev.maat.suites.InProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference keeps its claim on plain processes while datagrams are lost and processes die. */
@InProcesses
class ProcessesTest {
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.reference.ReferenceProvider",
             "implementations": [{"name": "reference", "version": "1", "deployments": ["processes"],
                                  "transports": ["udp", "tcp"], "claims": {"total": "atomic"}}]}
            """;

    @TempDir
    Path temp;

    private Implementation reference() throws IOException {
        Path folder = ImplementationJar.folder(temp.resolve("reference"), MANIFEST, List.of(ReferenceProvider.class));
        return Implementations.scan(folder).find("reference");
    }

    @Test
    void theReferenceHoldsUnderLossCutPartitionPauseAndKill() throws Exception {
        Implementation reference = reference();
        // The kill comes first: a group that is not whole again yet could not afford it.
        PlannedFault[] faults = new ProcessRun.Then()
                .atOnce(1_500, new Fault.Kill("n2"))
                .atOnce(500, new Fault.Join("n2"))
                .lasting(1_000, 300, new Fault.Loss(List.of(), 20))
                .lasting(600, 300, new Fault.OneWayCut(List.of(new Link("n1", "n3"))))
                .lasting(700, 500, new Fault.Pause("n3"))
                .lasting(1_000, 500, new Fault.Partition(List.of(List.of("n1", "n2", "n3"), List.of("n4"))))
                .all();
        Scenario scenario = ProcessRun.scenario(reference, "total", 4, 7_000, faults);

        ProcessRun run = ProcessRun.of(reference, scenario, temp.resolve("run"));

        assertThat(run.judgement().verdict())
                .as("%s %s", run.result().outcome(), run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.effectOf(1)).contains("\"killed\":{\"n2\":1}");
        assertThat(run.effectOf(3)).contains("\"dropped\":{");
        assertThat(run.effectOf(4)).contains("\"dropped\":{\"n1>n3\":");
        assertThat(run.effectOf(5)).contains("\"pausedMillis\":{\"n3\":");
        assertThat(run.effectOf(6)).contains("\"dropped\":{").doesNotContain("n1>n2", "n2>n1", "n2>n3", "n3>n1");
        for (String id : List.of("same-view-delivery", "virtual-synchrony", "agreement", "weak-total-order")) {
            assertThat(run.judgement().property(id).atRisk()).as(id).isPositive();
        }
        assertThat(ProcessRun.traces()).isEmpty();
    }

    /** The file of the key is named relative to the harness, wherever the nodes are. */
    @Test
    void theReferenceHoldsWithAKeyUnderBurstsOfLossDamagedAndReplayedPackets() throws Exception {
        Implementation reference = reference();
        Path key = Files.writeString(temp.resolve("group.key"), "a key that nobody else has");
        PlannedFault[] faults = new ProcessRun.Then()
                .lasting(1_200, 200, new Fault.BurstLoss(List.of(), 10, 10))
                .lasting(1_200, 200, new Fault.Corrupt(List.of(), 20))
                .lasting(1_200, 200, new Fault.Replay(List.of(), 30, 400))
                .all();
        Scenario scenario = ProcessRun.scenario(reference, "total", 3, 5_000, faults)
                .withOption(
                        "groupKeyFile",
                        Path.of("").toAbsolutePath().relativize(key).toString());

        ProcessRun run = ProcessRun.of(reference, scenario, temp.resolve("run"));

        assertThat(run.judgement().verdict())
                .as("%s %s", run.result().outcome(), run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.effectOf(1)).contains("\"dropped\":{");
        assertThat(run.effectOf(2)).contains("\"corrupted\":{");
        assertThat(run.effectOf(3)).contains("\"replayed\":{");
        assertThat(ProcessRun.traces()).isEmpty();
    }

    @Test
    void theReferenceHoldsOverTcpUnderPartitionLatencyAndReset() throws Exception {
        Implementation reference = reference();
        // The reset comes first: a member that a partition has excluded has no connections.
        PlannedFault[] faults = new ProcessRun.Then()
                .atOnce(300, new Fault.Reset(List.of(new Link("n1", "n2"), new Link("n3", "n1"))))
                .lasting(500, 300, new Fault.Latency(List.of(), 20, 20))
                .lasting(900, 600, new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3"))))
                .all();
        Scenario scenario =
                ProcessRun.scenario(reference, "total", 3, 3_000, faults).withDeployment("processes", "tcp");

        ProcessRun run = ProcessRun.of(reference, scenario, temp.resolve("run"));

        assertThat(run.judgement().verdict())
                .as("%s %s", run.result().outcome(), run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.effectOf(1)).contains("\"reset\":{\"n1>n2\":1,\"n3>n1\":1}");
        assertThat(run.effectOf(2)).contains("\"delayed\":{");
        assertThat(run.effectOf(3)).contains("\"stalled\":{", "n3>n1").doesNotContain("\"n1>n2\":");
        assertThat(ProcessRun.traces()).isEmpty();
    }
}
