package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/** No container, network or rule is left by a run that ended well, failed, was interrupted or was killed. */
@NeedsContainers
final class NothingStaysBehindTest {
    private static final long SHORT_MILLIS = 1_500;
    private static final long ENDLESS_MILLIS = 600_000;

    @TempDir
    Path work;

    private static Scenario scenario(long durationMillis) {
        return Plans.of("reference", "virtually-synchronous", "fifo", "udp", FaultPlan.NONE, durationMillis);
    }

    @Test
    void whatAKilledHarnessLeavesIsTakenAwayByTheNextRunThatLeavesNothingItself() throws Exception {
        Path first = Files.createDirectory(work.resolve("first"));
        Path second = Files.createDirectory(work.resolve("second"));
        long killed;
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(ENDLESS_MILLIS), first)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            run.killHard();
            killed = run.pid();
        }
        assertThat(leftBy(killed)).as("what SIGKILL leaves").hasSizeGreaterThanOrEqualTo(6);
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(SHORT_MILLIS), second)) {
            assertThat(run.await()).as(run.output()).isEqualTo(RunMain.COMPLETE);
            assertThat(run.output()).contains("a killed run had left");
            assertThat(leftBy(run.pid())).isEmpty();
        }
        assertThat(leftBy(killed)).isEmpty();
    }

    @Test
    void anInterruptedRunIsCleanedUpAndKeepsWhatIsKnown() throws Exception {
        try (HarnessRun run =
                HarnessRun.start(HarnessRun.implementation("reference"), scenario(ENDLESS_MILLIS), work)) {
            run.awaitUntil("a delivery", it -> it.history().contains("\"deliver\""));
            run.interrupt();
            run.await();
            assertThat(leftBy(run.pid())).isEmpty();
            assertThat(run.harnessLines()).last().asString().contains("\"reason\":\"harness-failure\"");
            assertThat(run.history()).contains("\"deliver\"").contains("\"view\"");
        }
    }

    @Test
    void aRunThatCannotStartItsNodesIsAHarnessFailureAndLeavesNothing() throws Exception {
        Path broken = work.resolve("broken");
        copyLibraries(HarnessRun.implementation("reference"), broken);
        Files.writeString(broken.resolve("manifest.json"), """
                {"format":"maat-implementation","version":1,"provider":"no.such.Provider","implementations":[
                 {"name":"reference","version":"0","deployments":["containers"],"transports":["udp"],"claims":{"fifo":"reliable-fifo"}}]}
                """);
        try (HarnessRun run = HarnessRun.start(broken, scenario(SHORT_MILLIS), work)) {
            assertThat(run.await()).as(run.output()).isEqualTo(RunMain.FAILED);
            assertThat(run.output()).contains("end harness-failure").contains("no.such.Provider");
            assertThat(leftBy(run.pid())).isEmpty();
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

    /** Containers and networks that carry the mark of this harness process. */
    private static List<String> leftBy(long pid) throws Exception {
        List<String> mark = List.of("dev.maat.harness.pid=" + pid);
        List<String> left = new ArrayList<>();
        try (DockerClient client = DockerClientProviderStrategy.getClientForConfig(
                DockerClientFactory.instance().getTransportConfig())) {
            client.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(mark)
                    .exec()
                    .forEach(container -> left.add("container " + container.getId()));
            client.listNetworksCmd()
                    .withFilter("label", mark)
                    .exec()
                    .forEach(network -> left.add("network " + network.getName()));
        }
        return left;
    }
}
