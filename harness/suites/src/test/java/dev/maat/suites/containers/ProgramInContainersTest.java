package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.injectors.HostCommand;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in another language runs in containers of the image that its manifest names, and is found out there as well. */
@NeedsContainers(programs = {"cc"})
final class ProgramInContainersTest {
    private static final String IMAGE = "maat-test/program:bare";
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "command": ["./node"], "image": "%s",
             "implementations": [{"name": "naive-c", "version": "1", "deployments": ["containers"], "transports": ["udp"],
                                  "membership": "static", "claims": {"fifo": "reliable-fifo"}}]}
            """;
    private static final long LIMIT_MILLIS = 60_000;

    @TempDir
    Path work;

    /** Linked statically, it needs nothing of its image. */
    private Path folder() throws Exception {
        Path source = Path.of(System.getProperty("maat.root", "../.."), "impl", "examples", "c", "node.c");
        Path folder = Files.createDirectories(work.resolve("implementation"));
        run("cc", "-O2", "-static", "-o", folder.resolve("node").toString(), source.toString());
        Files.writeString(folder.resolve("manifest.json"), String.format(MANIFEST, IMAGE));
        return folder;
    }

    private static void run(String... command) {
        HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, List.of(command));
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
    }

    /** An image without a file. */
    private void buildBareImage(DockerClient client) throws IOException {
        Path context = Files.createDirectories(work.resolve("image"));
        Path recipe = Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nLABEL maat=test\n");
        client.buildImageCmd(recipe.toFile())
                .withTags(Set.of(IMAGE))
                .exec(new BuildImageResultCallback())
                .awaitImageId(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void aProgramRunsInTheImageOfItsManifest() throws Exception {
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 500, 1_500L, new Fault.Loss(List.of(), 30), true),
                        new PlannedFault(2, 2_500, 500L, new Fault.Pause("n2"), true)),
                List.of());
        Scenario scenario = Scenario.of("naive-c", "reliable-fifo", "fifo", 3, 1, new Workload(60, 32, 600, 3_500))
                .withImplementation("naive-c", List.of("reliable-fifo"), Scenario.STATIC)
                .withDeployment("containers", "udp")
                .withBudgets(Budgets.DEFAULT)
                .withPlan(plan);
        Path folder = folder();
        try (DockerClient client = Traces.client()) {
            buildBareImage(client);
            try (HarnessRun run = HarnessRun.start(folder, scenario, work)) {
                assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.VIOLATED);
                run.requireThatEveryFaultBit(plan);
                assertThat(run.output()).contains("\u2717 agreement: ");
                assertThat(Traces.of(run.pid())).isEmpty();
            } finally {
                client.removeImageCmd(IMAGE).withForce(true).exec();
            }
        }
    }
}
