package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.Need;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final long PLAN_MILLIS = 30_000;

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
        Scenario scenario = Scenario.of("reference", "atomic", "total", 3, 7, Workload.of(10, PLAN_MILLIS))
                .withDeployment("containers", "tcp")
                // No node is left out of the group, so no container ends and the listeners stay.
                .withOption("suspicionMillis", "60000")
                .withPlan(Plans.ofPartitionedConnections());
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, work, flags)) {
            run.awaitUntil("the group", one -> one.history().contains("\"e\":\"view\""));
            try (InNode peer = InNode.start(run.pid(), "n3", work, ConnectAttempts.class, List.of(OWN_PORT))) {
                run.awaitUntil("the listener", one -> peer.output().contains(ConnectAttempts.LISTENING));
                List<String> arguments = List.of(OWN_PORT, InNode.address(run.pid(), "n3"), GROUP_PORT, OWN_PORT);
                try (InNode attempts = InNode.start(run.pid(), "n1", work, ConnectAttempts.class, arguments)) {
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

    /** The outcomes of attempts at a port, in their order; equal neighbours count as one. */
    private static List<String> outcomes(String output, String port) {
        List<String> outcomes = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(port + " ")) {
                String outcome = line.substring(port.length() + 1);
                if (outcomes.isEmpty() || !outcomes.getLast().equals(outcome)) {
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
