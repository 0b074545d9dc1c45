package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsInMemoryTest {
    private static final Scenario SCENARIO = Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 1_000));

    @TempDir
    Path temp;

    private LoadedImplementation loaded(String name) throws IOException {
        return Implementations.scan(FakeImplementation.in(temp.resolve("fake")))
                .find(name)
                .load();
    }

    /** The second ends its JVM in a call: the run is repeated without that call, in memory as in files. */
    @ParameterizedTest
    @ValueSource(strings = {"fake", "fake:hostile-exit"})
    void aHistoryInMemoryIsThatOfTheFiles(String name) throws IOException {
        try (LoadedImplementation loaded = loaded(name)) {
            SimulationDeployment deployment = new SimulationDeployment(loaded);
            RunDirectory files = RunDirectory.create(temp.resolve("files"));
            deployment.run(SCENARIO, files, Progress.SILENT);
            RunDirectory none = RunDirectory.existing(temp.resolve("none"));
            RunInMemory run = deployment.runInMemory(SCENARIO, none);
            RunDirectory written = RunDirectory.create(temp.resolve("written"));
            Runs.writeHistory(run.evidence(), written);

            assertThat(none.path().resolve("history")).doesNotExist();
            assertThat(ComparedHistories.firstDifference(files.history(), written.history()))
                    .isNull();
        }
    }

    @Test
    void theOutputOfAnImplementationIsKeptInAFolderThatALaterRunReplaces() throws IOException {
        try (LoadedImplementation loaded = loaded("fake:hostile-chatter")) {
            RunDirectory place = RunDirectory.existing(temp.resolve("place"));

            RunInMemory run = new SimulationDeployment(loaded).runInMemory(SCENARIO, place);

            assertThat(run.result().outcome().end()).isEqualTo("complete");
            assertThat(place.path().resolve("logs/implementation.log")).isNotEmptyFile();
            RunDirectory.create(place.path());
            assertThat(place.path().resolve("logs")).doesNotExist();
        }
    }

    @Test
    void aRunThatStopsAtAViolationIsNotMadeInMemory() throws IOException {
        try (LoadedImplementation loaded = loaded("fake")) {
            RunDirectory place = RunDirectory.existing(temp.resolve("place"));

            assertThat(new SimulationDeployment(loaded).stoppingAtViolation().runInMemory(SCENARIO, place))
                    .isNull();
        }
    }
}
