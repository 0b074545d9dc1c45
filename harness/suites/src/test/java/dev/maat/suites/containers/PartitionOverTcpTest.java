package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.needs.Need;
import dev.maat.faults.Moment;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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

    /** The run ends when the test has seen all. */
    private static final long ENDLESS_MILLIS = 600_000;

    /** The programs that watch the partitions start before the group gathers, and a busy machine takes its time for that. */
    private static final long GATHER_MILLIS = 180_000;

    /** The second partition begins when the first was seen to be over. */
    private static final Moment WHEN_TOLD = new Moment.OnMark(LateStart.MARK, false, LateStart.LATE, 1, 1, 0, 1_000);

    private static final String[] FIRST_PARTITION = {"connected", "silent", "connected"};
    private static final String[] BOTH = {"connected", "silent", "connected", "refused", "connected"};

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
        Scenario scenario = Scenario.of("late-start", "atomic", "total", 3, 7, Workload.of(10, ENDLESS_MILLIS))
                .withDeployment("containers", "tcp")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(GATHER_MILLIS))
                // No node is left out of the group, so no container ends and the listeners stay.
                .withOption("suspicionMillis", "60000")
                .withPlan(Plans.ofPartitionedConnections(WHEN_TOLD));
        Path folder = ImplementationJar.folder(
                work.resolve("implementation"), MANIFEST, List.of(LateStart.class, ReferenceProvider.class));
        try (HarnessRun run = HarnessRun.start(folder, scenario, work, flags)) {
            run.awaitUntil("the processes", PartitionOverTcpTest::hasStartedAll);
            try (InNode peer = InNode.start(run.pid(), "n3", work, ConnectAttempts.class, List.of(OWN_PORT))) {
                run.awaitUntil("the listener", one -> peer.output().contains(ConnectAttempts.LISTENING));
                List<String> arguments = List.of(OWN_PORT, InNode.address(run.pid(), "n3"), GROUP_PORT, OWN_PORT);
                try (InNode attempts = InNode.start(run.pid(), "n1", work, ConnectAttempts.class, arguments)) {
                    run.awaitUntil("connections", one -> haveSeen(attempts, "connected"));
                    tell(run, LateStart.BEGIN);
                    // A machine under load may leave an attempt without an answer at any time.
                    run.awaitUntil("the first partition", one -> haveSeen(attempts, FIRST_PARTITION) && bit(one, 1));
                    tell(run, LateStart.GO_ON);
                    run.awaitUntil("the second partition", one -> haveSeen(attempts, BOTH) && bit(one, 2));
                    // When the run ends, peers go away and refuse as well.
                    String seen = attempts.output();
                    run.interrupt();
                    int exitCode = run.await();
                    System.out.println(run.output());
                    assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.INTERRUPTED);
                    for (String port : List.of(GROUP_PORT, OWN_PORT)) {
                        List<String> outcomes = outcomes(seen, port);
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

    /** Whether the attempts at each port had these outcomes, perhaps with others between them. */
    private static boolean haveSeen(InNode attempts, String... expected) {
        return Stream.of(GROUP_PORT, OWN_PORT).allMatch(port -> {
            Iterator<String> outcomes = outcomes(attempts.output(), port).iterator();
            return Stream.of(expected).allMatch(next -> isAmong(outcomes, next));
        });
    }

    private static boolean isAmong(Iterator<String> outcomes, String wanted) {
        while (outcomes.hasNext()) {
            if (outcomes.next().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a fault is healed and its effect counted. */
    private static boolean bit(HarnessRun run, int fault) {
        return effectOf(run, fault).contains("\"effect\":");
    }

    private void tell(HarnessRun run, String file) throws IOException {
        Path copy = work.resolve(file.substring(1));
        Files.createDirectories(copy.getParent());
        InNode.give(run.pid(), LateStart.LATE, Files.writeString(copy, ""));
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
