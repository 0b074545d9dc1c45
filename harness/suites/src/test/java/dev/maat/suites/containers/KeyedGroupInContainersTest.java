package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group with a key over IP multicast: the key's file is copied into every container. */
@NeedsContainers
final class KeyedGroupInContainersTest {
    private static final String KEY = "0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210";
    private static final long DURATION_MILLIS = 8_000;

    @TempDir
    Path work;

    private Scenario scenario(FaultPlan plan) throws IOException {
        Path file = Files.writeString(work.resolve("secret.key"), KEY);
        return Plans.of("reference", "atomic", "total", "multicast", plan, DURATION_MILLIS)
                .withOption("groupKeyFile", file.toString());
    }

    @Test
    void aGroupWithAKeyHoldsWhileProcessesDieAndReturn() throws Exception {
        Scenario scenario = scenario(Plans.ofRulesInNewNamespaces());
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, work)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            run.requireThatEveryFaultBit(scenario.plan());
            assertThat(run.judge().property("virtual-synchrony").atRisk()).isPositive();
            assertThat(run.history()).doesNotContain(KEY);
        }
    }

    /** The file in one container is another one when the node's next process starts. */
    @Test
    void aNodeWithAnotherKeyDoesNotJoin() throws Exception {
        Scenario scenario = scenario(new FaultPlan(
                List.of(new PlannedFault(1, 4_000, null, new Fault.Restart("n5", 300), true)), List.of()));
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("reference"), scenario, work)) {
            run.awaitUntil("n5 is in a view", some -> views(some.history(), "n5.0") > 0);
            Path other = Files.createDirectories(work.resolve("other")).resolve("group.key");
            InNode.copy(run.pid(), "n5", Files.writeString(other, OTHER_KEY), "/maat");
            int exit = run.await();

            assertThat(exit).as(run.output()).isNotIn(HarnessRun.HOLDS, HarnessRun.HARNESS_FAILURE);
            String history = run.history();
            assertThat(history).contains("\"n5.1\"");
            assertThat(views(history, "n1.0")).isPositive();
            assertThat(told(history)).noneMatch(line -> line.contains("n5.1"));
        }
    }

    private static long views(String history, String process) {
        return told(history).stream().filter(line -> line.contains(process)).count();
    }

    /** The lines of views and deliveries. */
    private static Set<String> told(String history) {
        return history.lines()
                .filter(line -> line.contains("\"e\":\"view\"") || line.contains("\"e\":\"deliver\""))
                .collect(Collectors.toSet());
    }
}
