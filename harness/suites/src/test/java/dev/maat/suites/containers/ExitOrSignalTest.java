package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that exits with the code of a signal is told from one that a signal from the machine ends, where that can be told. */
@NeedsContainers(programs = "kill")
final class ExitOrSignalTest {
    private static final long SHORT_MILLIS = 3_000;
    private static final long ENDLESS_MILLIS = 600_000;
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.suites.containers.HaltingMember$Provider",
             "implementations": [%s]}
            """;

    @TempDir
    Path work;

    private HarnessRun start(int exitCode, long durationMillis) throws IOException {
        String name = "halts-with-" + exitCode;
        String offer = """
                {"name": "%s", "version": "1", "deployments": ["containers"], "transports": ["udp"],
                 "membership": "static", "claims": {"fifo": "reliable-fifo"}}""".formatted(name);
        Path folder = ImplementationJar.folder(
                work.resolve("implementation"), MANIFEST.formatted(offer), List.of(HaltingMember.class));
        Scenario scenario = Scenario.of(name, "reliable-fifo", "fifo", 3, 1, new Workload(60, 32, 600, durationMillis))
                .withImplementation(name, List.of("reliable-fifo"), Scenario.STATIC)
                .withDeployment("containers", "udp")
                .withBudgets(Budgets.DEFAULT)
                .withPlan(FaultPlan.NONE);
        return HarnessRun.start(folder, scenario, work);
    }

    @Test
    void anExitWithTheCodeOfASigtermIsAViolationWithItsCause() throws Exception {
        try (HarnessRun run = start(143, SHORT_MILLIS)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.VIOLATED);
            assertThat(run.harnessLines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("\"p\":\"n2.0\"", "\"cause\":\"unprovoked\"")
                            .contains("exit code 143, that of a SIGTERM, but the process named no such signal"));
        }
    }

    @Test
    void anExitWithTheCodeOfASigkillCannotBeToldAndIsUnknown() throws Exception {
        try (HarnessRun run = start(137, SHORT_MILLIS)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.UNKNOWN);
            assertThat(run.verdict().path("reasons").toString()).contains("that of a SIGKILL", "cannot tell");
        }
    }

    @Test
    void aSigtermFromTheMachineIsNamedAndMakesTheRunUnknown() throws Exception {
        try (HarnessRun run = start(0, ENDLESS_MILLIS)) {
            run.awaitUntil("a delivery of n1", it -> it.history().contains("\"p\":\"n1.0\""));
            long node = Traces.processOf(run.pid(), "n1");
            int killed = new ProcessBuilder("kill", "-TERM", Long.toString(node))
                    .start()
                    .waitFor();
            assumeThat(killed).as("the engine is on this machine").isZero();

            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.UNKNOWN);
            assertThat(run.verdict().path("reasons").toString())
                    .contains("n1.0 was killed, and not by this harness", "it named a SIGTERM before it ended");
        }
    }
}
