package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated runs of an implementation that works against the harness: its threads, pipes, descriptors and files. */
@Timeout(300)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the implementation finds the harness's descriptors in /proc")
class BrokenFenceTest extends FakesUnderWatch {
    private JudgedRun run(String what, String folder) {
        String name = "fake:hostile-" + what;
        try (LoadedImplementation loaded = implementations.find(name).load()) {
            return Runs.run(
                    Scenario.of(name, "membership", "fifo", 2, 7, new Workload(20, 32, 64, 500)),
                    Deployments.of(Deployments.SIMULATION, loaded),
                    RunDirectory.create(temp.resolve(folder)),
                    Progress.SILENT);
        }
    }

    private static PropertyResult exits(JudgedRun run) {
        return run.judgement().properties().stream()
                .filter(property -> property.id().equals(PropertyId.NO_UNPROVOKED_EXIT.id()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "root_thread, the core started a thread",
        "brief_thread, the core started a thread",
        "virtual_thread, the core started a thread",
        "process, the core started a process",
        "stop, the core stopped its JVM",
        "garble, the core wrote to the descriptors of its JVM",
        "forge, the core wrote to the descriptors of its JVM",
        "files, left them open",
        "truncate, the history of the run was altered",
        "rewrite, the history of the run was altered",
        "intrude, the history of the run was altered"
    })
    void whatIsDoneToTheHarnessIsAViolationOfTheImplementation(String what, String cause) {
        JudgedRun run = run(what, "a");

        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(run.judgement().verdict()).isNotEqualTo(Verdict.HOLDS);
        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains(cause);
        assertThat(run.result().outcome().unprovoked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"virtual_thread", "forge", "truncate"})
    void suchARunReplaysToTheByte(String what) {
        run(what, "a");
        run(what, "b");

        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
    }

    @Test
    void aCoreThatAddsToTheEffectsOfAnotherEndsItsProcess() {
        JudgedRun run = run("borrow", "a");

        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains("added an effect outside the step");
        assertThat(run.result().outcome().unprovoked()).hasSize(1);
    }
}
