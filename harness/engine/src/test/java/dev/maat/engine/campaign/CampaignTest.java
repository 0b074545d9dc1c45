package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.Deployments;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    @TempDir
    Path temp;

    @Test
    void anInterruptedSecondRunIsNotTakenForADivergence() throws Exception {
        Scenario scenario = Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 30_000));
        Campaign.Settings settings = new Campaign.Settings(1, 5, 1, 100, false, false);
        List<SeedResult> reported = new ArrayList<>();
        try (LoadedImplementation fake = Implementations.scan(FakeImplementation.in(temp.resolve("fake")))
                .find("fake")
                .load()) {
            Deployment deployment = new ChangedDeployment(Deployments.of(Deployments.SIMULATION, fake)) {
                private int runs;

                @Override
                public RunInMemory runInMemory(Scenario seed, RunDirectory directory) {
                    return null;
                }

                @Override
                public DeploymentResult run(Scenario seed, RunDirectory directory, Progress progress) {
                    runs++;
                    if (runs == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return super.run(seed, directory, progress);
                }
            };
            Path out = temp.resolve("out");

            Totals totals = new Campaign(
                            settings, seed -> scenario.withSeed(seed), deployment, CampaignDirectory.create(out))
                    .run(reported::add);

            assertThat(reported).singleElement().satisfies(result -> {
                assertThat(result.passed()).isTrue();
                assertThat(result.checked()).isFalse();
            });
            assertThat(totals.notDeterministic()).isEmpty();
            assertThat(out.toFile().list()).containsExactly(".maat-results");
        }
    }

    /** Runs two seeds in memory as one implementation has it, and into files as another has it. */
    private Totals campaign(String name, String written, List<SeedResult> reported, List<Scenario> files)
            throws Exception {
        Implementations all = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
        Campaign.Settings settings = new Campaign.Settings(1, 2, 1, 100, false, false);
        try (LoadedImplementation one = all.find(name).load();
                LoadedImplementation other = all.find(written).load()) {
            Deployment inFiles = Deployments.of(Deployments.SIMULATION, other);
            Deployment two = new ChangedDeployment(Deployments.of(Deployments.SIMULATION, one)) {
                @Override
                public DeploymentResult run(Scenario seed, RunDirectory directory, Progress progress) {
                    files.add(seed);
                    return inFiles.run(seed, directory, progress);
                }
            };
            Scenario scenario = Scenario.of(name, "membership", "fifo", 3, 1, Workload.of(20, 1_000));
            return new Campaign(
                            settings,
                            seed -> scenario.withSeed(seed),
                            two,
                            CampaignDirectory.create(temp.resolve("out")))
                    .run(reported::add);
        }
    }

    @Test
    void aSeedThatPassedIsNeverWritten() throws Exception {
        List<SeedResult> reported = new ArrayList<>();
        List<Scenario> files = new ArrayList<>();

        Totals totals = campaign("fake", "fake", reported, files);

        assertThat(reported)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.checked()).isTrue());
        assertThat(totals.events()).isPositive();
        assertThat(files).isEmpty();
        assertThat(temp.resolve("out").toFile().list()).containsExactly(".maat-results");
    }

    @Test
    void aSeedThatDidNotPassIsRunAgainAndWritten() throws Exception {
        List<SeedResult> reported = new ArrayList<>();
        List<Scenario> files = new ArrayList<>();

        Totals totals = campaign("fake:outsider", "fake:outsider", reported, files);

        assertThat(totals.violated()).containsExactly(1L, 2L);
        assertThat(totals.notDeterministic()).isEmpty();
        assertThat(files).hasSize(2);
        assertThat(temp.resolve("out/seed-1/history/n1.0.jsonl")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1/report.html")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1-again")).doesNotExist();
    }

    @Test
    void aFindingThatDoesNotComeAgainIsToldAndNotDropped() throws Exception {
        List<SeedResult> reported = new ArrayList<>();

        Totals totals = campaign("fake:outsider", "fake", reported, new ArrayList<>());

        assertThat(totals.violated()).containsExactly(1L, 2L);
        assertThat(totals.notDeterministic()).containsExactly(1L, 2L);
        assertThat(reported.getFirst().divergence())
                .contains("the first run has")
                .contains("\"id\":\"1@n");
        assertThat(temp.resolve("out/seed-1-again/history/n1.0.jsonl"))
                .content()
                .contains("1@n1.0");
    }

    @Test
    void twoHistoriesInMemoryThatDifferAreBothWritten() throws Exception {
        List<SeedResult> reported = new ArrayList<>();
        List<Scenario> files = new ArrayList<>();

        Totals totals = campaign("fake:forgetful-of-seeds", "fake", reported, files);

        assertThat(totals.notDeterministic()).containsExactly(1L, 2L);
        assertThat(files).isEmpty();
        assertThat(reported.getFirst().divergence())
                .contains("\"e\":\"sample\"")
                .contains(" line 3");
        assertThat(temp.resolve("out/seed-1/verdict.json")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1/history/harness.jsonl")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1-again/history/n1.0.jsonl")).isNotEmptyFile();
    }
}
