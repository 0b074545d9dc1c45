package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.run.JudgedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated runs of an implementation that works against the harness: its threads, pipes, descriptors and files. */
@Timeout(300)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the implementation finds the harness's descriptors in /proc")
class BrokenFenceTest extends FakesUnderWatch {
    @Execution(CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "root_thread, the core started a thread",
        "brief_thread, the core started a thread",
        "virtual_thread, the core started a thread",
        "process, the core started a process",
        "garble, the core wrote to the descriptors of its JVM",
        "forge, the core wrote to the descriptors of its JVM",
        "files, left them open",
        "truncate, the history of the run was altered",
        "rewrite, the history of the run was altered",
        "intrude, the history of the run was altered"
    })
    void whatIsDoneToTheHarnessIsAViolationOfTheImplementation(String what, String cause) {
        JudgedRun run = run("fake:hostile-" + what, 1, "a");

        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(run.judgement().verdict()).isNotEqualTo(Verdict.HOLDS);
        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains(cause);
        assertThat(run.result().outcome().unprovoked()).hasSize(1);
    }

    @Execution(CONCURRENT)
    @ParameterizedTest
    @CsvSource({"virtual_thread", "forge", "truncate"})
    void suchARunReplaysToTheByte(String what) {
        JudgedRun run = run("fake:hostile-" + what, 2, "a");
        run("fake:hostile-" + what, 2, "b");

        assertThat(run.result().outcome().unprovoked()).as("each process").hasSize(2);
        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
    }

    @Execution(CONCURRENT)
    @Test
    void aCoreThatAddsToTheEffectsOfAnotherEndsItsProcess() {
        JudgedRun run = run("fake:hostile-borrow", 2, "a");

        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains("added an effect outside the step");
        assertThat(run.result().outcome().unprovoked()).hasSize(1);
    }
}
