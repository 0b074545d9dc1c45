package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure around an implementation is never taken for a failure of the implementation. */
@NeedsContainers
final class HarnessFailureTest {
    private static final long SHORT_MILLIS = 1_500;
    private static final long ENDLESS_MILLIS = 600_000;

    @TempDir
    Path work;

    @Test
    void aNodeThatAnOutsiderKillsMakesTheRunUnknownAndNoViolation() throws Exception {
        Scenario scenario = Plans.undisturbed(ENDLESS_MILLIS);
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, work)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            Traces.kill(run.pid(), "n2");
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.UNKNOWN);
            assertThat(run.verdict().path("verdict").asText()).isEqualTo("unknown");
            assertThat(run.verdict().path("reasons").path(0).asText())
                    .contains("the group was disturbed from outside", "n2.0 was killed, and not by this harness");
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }

    @Test
    void aRunWhoseNodesDoNotTakeTheirStartIsAHarnessFailureAndLeavesNothing() throws Exception {
        Path broken = work.resolve("broken");
        copyLibraries(HarnessRun.implementation("reference"), broken);
        // The provider loads, and then knows no implementation of this name.
        Files.writeString(broken.resolve("manifest.json"), """
                {"format":"maat-implementation","version":1,"provider":"dev.maat.reference.ReferenceProvider","implementations":[
                 {"name":"misnamed","version":"0","deployments":["containers"],"transports":["udp"],"claims":{"fifo":"reliable-fifo"}}]}
                """);
        Scenario scenario = Plans.of("misnamed", "reliable-fifo", "fifo", "udp", FaultPlan.NONE, SHORT_MILLIS);
        try (HarnessRun run = HarnessRun.start(broken, scenario, work)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HARNESS_FAILURE);
            assertThat(run.verdict().path("reasons").toString()).contains("the harness failed", "misnamed");
            assertThat(run.verdict().path("exit").asInt()).isEqualTo(HarnessRun.HARNESS_FAILURE);
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }

    private static void copyLibraries(Path implementation, Path target) throws IOException {
        Path libraries = Files.createDirectories(target.resolve("lib"));
        try (Stream<Path> jars = Files.list(implementation.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
    }
}
