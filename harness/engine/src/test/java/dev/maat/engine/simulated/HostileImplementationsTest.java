package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunDirectory;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated runs of an implementation that does one hostile thing at its process. */
@Timeout(300)
class HostileImplementationsTest extends FakesUnderWatch {
    @Execution(CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "exit, the core called System.exit",
        "halt, the core ended its JVM with exit code 0",
        "spin, it used more than 2 s of processor time",
        "accept, it waited for more than 2 s",
        "unmeasured, it waited for more than 2 s",
        "unwatched, it used more than 2 s of processor time",
        "speechless, it used more than 2 s of processor time",
        "wait, it waited for more than 2 s",
        "memory, java.lang.OutOfMemoryError",
        "unprintable, its message cannot be read",
        "null, the core added null as an effect",
        "memberless, view 2 has no members",
        "interrupt, interrupted the thread",
        "thread, started a thread",
        "hook, added a shutdown hook",
        "unmade, java.lang.NoClassDefFoundError: other/Missing",
        "making_exit, the core called System.exit",
        "making_halt, the core ended its JVM with exit code 0",
        "making_spin, it used more than 2 s of processor time",
        "making_unprintable, its message cannot be read"
    })
    void aHostileThingIsAViolationThatNamesItAndTheHistoryIsComplete(String what, String cause) throws IOException {
        JudgedRun run = run("fake:hostile-" + what, 1, "a");

        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(exits(run).sentence()).contains(cause);
        assertThat(run.result().outcome().unprovoked()).hasSize(1);
        assertThat(Files.readString(temp.resolve("a/history/harness.jsonl")))
                .contains("\"cause\":\"unprovoked\",\"detail\":\"")
                .contains(cause)
                .contains("\"e\":\"end\"");
        assertThat(Files.readString(temp.resolve("a/verdict.json"))).contains(cause);
    }

    @Execution(CONCURRENT)
    @Test
    void anImplementationThatClosesTheStandardStreamsHarmsNothing() {
        assertThat(run("fake:hostile-close", 2, "a").result().outcome().unprovoked())
                .isEmpty();
    }

    @Execution(CONCURRENT)
    @Test
    void aRunThatEndsItsJvmReplaysToTheByte() {
        JudgedRun run = run("fake:hostile-exit", 2, "a");
        run("fake:hostile-exit", 2, "b");

        assertThat(run.result().outcome().unprovoked()).as("each process").hasSize(2);
        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
    }

    @Execution(CONCURRENT)
    @Test
    void runsThatShareAJvmWithOneThatEndsItAreNotHarmed() throws InterruptedException, ExecutionException {
        try (LoadedImplementation loaded = implementations.find("fake").load()) {
            FencedRuns runs = new FencedRuns(loaded.implementation());
            Scenario scenario = Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 60_000));
            RunDirectory directory = RunDirectory.create(temp.resolve("a"));
            CompletableFuture<WorkerMessages.Finished> honest =
                    CompletableFuture.supplyAsync(() -> runs.run(scenario, directory, false));
            runs.killSharedWorker();

            assertThat(honest.get().outcome().end()).isEqualTo("complete");
            assertThat(honest.get().outcome().unprovoked()).isEmpty();
        }
    }
}
