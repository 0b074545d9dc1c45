package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of a group reaches the nodes in their containers and nothing else, and a process without it changes nothing. */
@NeedsContainers
final class KeyedGroupInContainersTest {
    private static final String KEY = "a key that this test alone has";
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.suites.containers.StrangeKey",
             "implementations": [{"name": "strange-key", "version": "1", "deployments": ["containers"], "transports": ["udp"],
                                  "claims": {"total": "atomic"}}]}
            """;

    @TempDir
    Path work;

    @Test
    void aGroupWithAKeyHoldsWhileAStrangerAsksToJoin() throws Exception {
        Path key = Files.writeString(work.resolve("group.key"), KEY);
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 500, null, new Fault.Join(StrangeKey.STRANGER), true),
                        new PlannedFault(2, 1_500, 1_500L, new Fault.Loss(List.of(), 20), true)),
                List.of(StrangeKey.STRANGER));
        Scenario scenario = Scenario.of("strange-key", "atomic", "total", 4, 3, new Workload(60, 32, 600, 4_000))
                .withOption("groupKeyFile", key.toString())
                // A busy machine alone should change no view.
                .withOption("suspicionMillis", "2000")
                .withFounders(3)
                .withDeployment("containers", "udp")
                .withBudgets(Budgets.DEFAULT)
                .withPlan(plan);
        Path folder = ImplementationJar.folder(
                work.resolve("implementation"), MANIFEST, List.of(StrangeKey.class, ReferenceProvider.class));
        try (HarnessRun run = HarnessRun.start(folder, scenario, work)) {
            AtomicReference<String> inspected = new AtomicReference<>("");
            run.awaitUntil("its containers", begun -> {
                inspected.set(inspected(begun.pid()));
                return inspected.get().contains("/maat/token");
            });
            isNotTold(inspected.get());

            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            System.out.println(run.output());
            run.requireThatEveryFaultBit(plan);
            Judgement judgement = run.judge();
            assertThat(judgement.verdict()).as("%s", judgement.reasons()).isEqualTo(Verdict.HOLDS);
            assertThat(judgement.property("same-view-delivery").atRisk()).isPositive();
            assertThat(told(run, "view"))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\"" + StrangeKey.STRANGER + "."));
            assertThat(told(run, "deliver"))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\"" + StrangeKey.STRANGER + "."));
            isNotTold(written());
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }

    private static List<String> told(HarnessRun run, String event) {
        return run.history()
                .lines()
                .filter(line -> line.contains("\"e\":\"" + event + "\""))
                .toList();
    }

    private static void isNotTold(String text) {
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(KEY).doesNotContain(Base64.getEncoder().encodeToString(key));
    }

    /** All that the engine tells of the run's containers. */
    private static String inspected(long harness) {
        StringBuilder all = new StringBuilder();
        try (DockerClient client = Traces.client()) {
            for (Container container : client.listContainersCmd()
                    .withLabelFilter(List.of(Traces.mark(harness)))
                    .exec()) {
                all.append(client.inspectContainerCmd(container.getId()).exec());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    /** All files of the run's directory, and its output. */
    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(work.resolve("run"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.append(Files.readString(work.resolve("output.txt"))).toString();
    }
}
