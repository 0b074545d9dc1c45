package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.Need;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure detector that connects anew sees a partition over TCP, whichever port it connects to. */
@NeedsContainers
final class PartitionOverTcpTest {
    /** The group's port, which leads through Toxiproxy. */
    private static final String GROUP_PORT = "7800";
    /** A port of which Maat knows nothing. */
    private static final String OWN_PORT = "7999";

    /** The safety phase outlasts the plan: a fault that is under way when it ends is healed at once. */
    private static final long PLAN_MILLIS = 24_000;

    /** The programs that watch the partitions start before the group gathers, and a busy machine takes its time for that. */
    private static final long GATHER_MILLIS = 180_000;

    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.suites.containers.LateStart",
             "implementations": [{"name": "late-start", "version": "1", "deployments": ["containers"], "transports": ["tcp"],
                                  "claims": {"total": "atomic"}}]}
            """;

    @TempDir
    Path work;

    @Test
    void noConnectionComesAboutDuringAPartitionAndEachDoesAfterIt() throws Exception {
        noConnectionComesAboutDuringAPartition();
    }

    /** The image of the helpers has what the rules of iptables need, and nothing else. */
    @Test
    @NeedsContainers(
            also = {Need.Subject.TOXIPROXY_IMAGE, Need.Subject.HELPER_IMAGE},
            programs = {"iptables", "iptables-restore", "iptables-save"})
    void theSameHoldsWhereHelperContainersSetTheRulesByIptables() throws Exception {
        noConnectionComesAboutDuringAPartition("-Dmaat.helper.always=true", "-Dmaat.netfilter=iptables");
    }

    private void noConnectionComesAboutDuringAPartition(String... flags) throws Exception {
        Scenario scenario = Scenario.of("late-start", "atomic", "total", 3, 7, Workload.of(10, PLAN_MILLIS))
                .withDeployment("containers", "tcp")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(GATHER_MILLIS))
                // No node is left out of the group, so no container ends and the listeners stay.
                .withOption("suspicionMillis", "60000")
                .withPlan(Plans.ofPartitionedConnections());
        Path folder = ImplementationJar.folder(
                work.resolve("implementation"), MANIFEST, List.of(LateStart.class, ReferenceProvider.class));
        try (HarnessRun run = HarnessRun.start(folder, scenario, work, flags)) {
            run.awaitUntil("the processes", PartitionOverTcpTest::hasStartedAll);
            try (InNode peer = InNode.start(run.pid(), "n3", work, ConnectAttempts.class, List.of(OWN_PORT))) {
                run.awaitUntil("the listener", one -> peer.output().contains(ConnectAttempts.LISTENING));
                List<String> arguments = List.of(OWN_PORT, InNode.address(run.pid(), "n3"), GROUP_PORT, OWN_PORT);
                try (InNode attempts = InNode.start(run.pid(), "n1", work, ConnectAttempts.class, arguments)) {
                    run.awaitUntil("connections", one -> areAllConnected(attempts.output()));
                    InNode.give(run.pid(), LateStart.LATE, gate());
                    // The verdict on the reference is the matter of other suites.
                    int exitCode = run.await();
                    System.out.println(run.output());
                    assertThat(exitCode).as(run.output()).isNotEqualTo(HarnessRun.HARNESS_FAILURE);
                    // A machine under load may leave an attempt without an answer at any time.
                    assertThat(outcomes(attempts.output(), GROUP_PORT))
                            .containsSubsequence("connected", "silent", "connected", "refused", "connected");
                    assertThat(outcomes(attempts.output(), OWN_PORT))
                            .containsSubsequence("connected", "silent", "connected", "refused", "connected");
                    for (String port : List.of(GROUP_PORT, OWN_PORT)) {
                        List<String> outcomes = outcomes(attempts.output(), port);
                        assertThat(outcomes.subList(
                                        Math.max(0, outcomes.indexOf("refused")),
                                        Math.max(0, outcomes.lastIndexOf("refused"))))
                                .as("port " + port + " during the partition that refuses")
                                .doesNotContain("connected");
                    }
                }
            }
            run.requireThatEveryFaultBit(scenario.plan());
            assertThat(effectOf(run, 1)).containsPattern("\"droppedConnects\":\\{[^}]*\"n1>n3\":[1-9]");
            assertThat(effectOf(run, 2)).containsPattern("\"refusedConnects\":\\{[^}]*\"n1>n3\":[1-9]");
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }

    private static boolean hasStartedAll(HarnessRun run) {
        return run.history()
                        .lines()
                        .filter(line -> line.contains("\"e\":\"start\""))
                        .count()
                == 3;
    }

    private static boolean areAllConnected(String output) {
        return Stream.of(GROUP_PORT, OWN_PORT)
                .noneMatch(port -> outcomes(output, port).isEmpty());
    }

    private Path gate() throws IOException {
        Path gate = work.resolve(LateStart.GATE.substring(1));
        Files.createDirectories(gate.getParent());
        return Files.writeString(gate, "");
    }

    /** The outcomes of attempts at a port from the first connection on, in their order; equal neighbours count as one. */
    private static List<String> outcomes(String output, String port) {
        List<String> outcomes = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(port + " ")) {
                String outcome = line.substring(port.length() + 1);
                boolean isNews = outcomes.isEmpty()
                        ? outcome.equals("connected")
                        : !outcomes.getLast().equals(outcome);
                if (isNews) {
                    outcomes.add(outcome);
                }
            }
        }
        return outcomes;
    }

    private static String effectOf(HarnessRun run, int fault) {
        return run.harnessLines().stream()
                .filter(line -> line.contains("\"e\":\"fault\",\"id\":" + fault + ","))
                .reduce("", (earlier, later) -> later);
    }
}
