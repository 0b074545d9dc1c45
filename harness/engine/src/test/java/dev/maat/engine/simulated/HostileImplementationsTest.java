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
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated runs of an implementation that does one hostile thing at each process. */
@Timeout(300)
class HostileImplementationsTest extends FakesUnderWatch {
    private JudgedRun run(LoadedImplementation loaded, long seed, String folder) {
        Scenario scenario = Scenario.of(
                loaded.implementation().name(), "membership", "fifo", 2, seed, new Workload(20, 32, 64, 500));
        return Runs.run(
                scenario,
                Deployments.of(Deployments.SIMULATION, loaded),
                RunDirectory.create(temp.resolve(folder)),
                Progress.SILENT);
    }

    private static PropertyResult exits(JudgedRun run) {
        return run.judgement().properties().stream()
                .filter(property -> property.id().equals(PropertyId.NO_UNPROVOKED_EXIT.id()))
                .findFirst()
                .orElseThrow();
    }

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
        try (LoadedImplementation loaded =
                implementations.find("fake:hostile-" + what).load()) {
            JudgedRun run = run(loaded, 7, "a");

            assertThat(run.result().outcome().end()).isEqualTo("complete");
            assertThat(exits(run).verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(exits(run).sentence()).contains(cause);
            assertThat(run.result().outcome().unprovoked()).hasSize(2);
            assertThat(Files.readString(temp.resolve("a/history/harness.jsonl")))
                    .contains("\"cause\":\"unprovoked\",\"detail\":\"")
                    .contains(cause)
                    .contains("\"e\":\"end\"");
            assertThat(Files.readString(temp.resolve("a/verdict.json"))).contains(cause);
        }
    }

    @Test
    void anImplementationThatClosesTheStandardStreamsHarmsNothing() {
        try (LoadedImplementation loaded =
                implementations.find("fake:hostile-close").load()) {
            assertThat(run(loaded, 7, "a").result().outcome().unprovoked()).isEmpty();
        }
    }

    @Test
    void aRunThatEndsItsJvmReplaysToTheByte() {
        try (LoadedImplementation loaded =
                implementations.find("fake:hostile-exit").load()) {
            run(loaded, 7, "a");
            run(loaded, 7, "b");
        }

        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
    }

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
