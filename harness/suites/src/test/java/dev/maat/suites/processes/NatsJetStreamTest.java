package dev.maat.suites.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.injectors.HostCommand;
import dev.maat.injectors.Programs;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.InProcesses;
import dev.maat.suites.SkippedSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of NATS JetStream as total order broadcast, through a node in Go. It needs a Go toolchain and the modules of the server. */
@InProcesses
class NatsJetStreamTest {
    private static final Path SOURCES = Path.of(System.getProperty("maat.root", "../.."), "impl", "nats")
            .toAbsolutePath()
            .normalize();
    private static final String NAME = "nats-jetstream";
    private static final String DELIVERY = "uniform";
    private static final boolean GO_REQUIRED = "required".equals(System.getProperty("maat.go"));

    /** A test downloads nothing: neither modules nor another toolchain. */
    private static final Map<String, String> NO_DOWNLOADS = Map.of("GOPROXY", "off", "GOTOOLCHAIN", "local");

    private static final long MODULES_LIMIT_MILLIS = 60_000;

    /** Without Go's cache the server alone takes a minute. */
    private static final long BUILD_LIMIT_MILLIS = 600_000;

    @TempDir
    Path temp;

    private Implementation built() throws IOException {
        needs(Programs.here().find("go") != null, "no go here");
        HostCommand.Outcome modules = go(MODULES_LIMIT_MILLIS, "mod", "download");
        needs(
                modules.succeeded(),
                "the modules of the NATS server are not in the cache of this machine's go, or its go is too old; 'go mod download'"
                        + " in impl/nats provides them (" + modules.output().strip() + ")");
        HostCommand.Outcome build =
                go(BUILD_LIMIT_MILLIS, "build", "-o", temp.resolve("nats-node").toString(), ".");
        assertThat(build.succeeded()).as(build.output()).isTrue();
        Files.copy(SOURCES.resolve("manifest.json"), temp.resolve("manifest.json"));
        return Implementations.scan(temp).find(NAME);
    }

    private static void needs(boolean there, String reason) {
        if (GO_REQUIRED) {
            assertThat(there).as("-Dmaat.go=required, but %s", reason).isTrue();
        }
        if (!there) {
            SkippedSuites.add("NatsJetStreamTest", reason);
        }
        assumeTrue(there, reason);
    }

    private static HostCommand.Outcome go(long limitMillis, String verb, String... words) {
        List<String> command = new ArrayList<>(List.of("go", "-C", SOURCES.toString(), verb));
        command.addAll(List.of(words));
        return HostCommand.run(limitMillis, NO_DOWNLOADS, command);
    }

    @Test
    void aStreamKeepsItsOrderWhileANodeIsCutOffAndAnotherIsRestarted() throws Exception {
        Implementation nats = built();
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(
                                1,
                                1_000,
                                1_500L,
                                new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3"))),
                                true),
                        new PlannedFault(2, 4_000, null, new Fault.Restart("n2", 300), true)),
                List.of());
        Scenario scenario = Scenario.of(NAME, "reliable", "total", 3, 7, new Workload(60, 32, 600, 6_000))
                .withImplementation(NAME, nats.claim("total", DELIVERY), nats.membership(), nats.recovery())
                .withOption("delivery", DELIVERY)
                .withDeployment("processes", "tcp")
                .withBudgets(Budgets.DEFAULT.withGatherMillis(0))
                .withPlan(plan);

        ProcessRun run = ProcessRun.of(nats, scenario, temp.resolve("run"));

        assertThat(run.judgement().verdict())
                .as("%s %s", run.result().outcome(), run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().withoutBite()).isEmpty();
        assertThat(run.judgement().property("total-order").applicable()).isGreaterThan(100);
        assertThat(ProcessRun.traces()).isEmpty();
    }
}
