package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.recording.CompactEvidence;
import dev.maat.engine.Deployments;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunInMemory;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    @TempDir
    Path temp;

    /** Interrupts the calling thread before the second run. */
    private record InterruptsTheSecondRun(Deployment deployment, List<Scenario> runs) implements Deployment {
        @Override
        public Capabilities capabilities(String transport) {
            return deployment.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            runs.add(scenario);
            if (runs.size() == 2) {
                Thread.currentThread().interrupt();
            }
            return deployment.run(scenario, directory, progress);
        }

        @Override
        public Deployment stoppingAtViolation() {
            return new InterruptsTheSecondRun(deployment.stoppingAtViolation(), runs);
        }
    }

    @Test
    void anInterruptedSecondRunIsNotTakenForADivergence() throws Exception {
        Scenario scenario = Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 30_000));
        Campaign.Settings settings = new Campaign.Settings(1, 5, 1, 100, false, false);
        List<SeedResult> reported = new ArrayList<>();
        try (LoadedImplementation fake = Implementations.scan(FakeImplementation.in(temp.resolve("fake")))
                .find("fake")
                .load()) {
            Deployment deployment =
                    new InterruptsTheSecondRun(Deployments.of(Deployments.SIMULATION, fake), new ArrayList<>());
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

    /** Runs in memory on one deployment, and into files on another. */
    private record Two(Deployment inMemory, Deployment inFiles, List<Scenario> written) implements Deployment {
        @Override
        public Capabilities capabilities(String transport) {
            return inMemory.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            written.add(scenario);
            return inFiles.run(scenario, directory, progress);
        }

        @Override
        public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
            return inMemory.runInMemory(scenario, directory);
        }

        @Override
        public Deployment stoppingAtViolation() {
            throw new UnsupportedOperationException();
        }
    }

    private Totals campaign(String name, String written, List<SeedResult> reported, List<Scenario> files)
            throws Exception {
        Implementations all = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
        Campaign.Settings settings = new Campaign.Settings(1, 2, 1, 100, false, false);
        try (LoadedImplementation one = all.find(name).load();
                LoadedImplementation other = all.find(written).load()) {
            Deployment two = new Two(
                    Deployments.of(Deployments.SIMULATION, one), Deployments.of(Deployments.SIMULATION, other), files);
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

    /** Changes what a deployment does; by default nothing. */
    private static class Changed implements Deployment {
        final Deployment deployment;
        int inMemory;

        Changed(Deployment deployment) {
            this.deployment = deployment;
        }

        @Override
        public Capabilities capabilities(String transport) {
            return deployment.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            return deployment.run(scenario, directory, progress);
        }

        @Override
        public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
            inMemory++;
            return deployment.runInMemory(scenario, directory);
        }

        @Override
        public Deployment stoppingAtViolation() {
            throw new UnsupportedOperationException();
        }
    }

    private SeedResult oneSeed(String name, Function<Deployment, Deployment> change) throws Exception {
        Implementations all = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
        List<SeedResult> reported = new ArrayList<>();
        try (LoadedImplementation one = all.find(name).load()) {
            Deployment changed = change.apply(Deployments.of(Deployments.SIMULATION, one));
            Scenario scenario = Scenario.of(name, "membership", "fifo", 3, 1, Workload.of(20, 1_000));
            new Campaign(
                            new Campaign.Settings(1, 1, 1, 100, false, false),
                            seed -> scenario.withSeed(seed),
                            changed,
                            CampaignDirectory.create(temp.resolve("out")))
                    .run(reported::add);
        }
        return reported.getFirst();
    }

    @Test
    void aFindingWhoseSecondRunFailsIsWritten() throws Exception {
        SeedResult result = oneSeed("fake:outsider", deployment -> new Changed(deployment) {
            @Override
            public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
                throw new HarnessException("no memory for a JVM");
            }
        });

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.divergence()).contains("the second run failed", "no memory for a JVM");
        assertThat(temp.resolve("out/seed-1/history/n1.0.jsonl")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1/report.html")).isNotEmptyFile();
    }

    @Test
    void aSecondRunThatIsTooLongForMemoryIsADivergence() throws Exception {
        SeedResult result = oneSeed("fake", deployment -> new Changed(deployment) {
            @Override
            public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
                RunInMemory run = super.runInMemory(scenario, directory);
                return inMemory == 2 ? null : run;
            }
        });

        assertThat(result.checked()).isTrue();
        assertThat(result.divergence()).contains("the second has none");
        assertThat(temp.resolve("out/seed-1/history/n1.0.jsonl")).isNotEmptyFile();
    }

    @Test
    void aFindingWhoseSecondRunHasAnotherFingerprintDoesNotReplay() throws Exception {
        SeedResult result = oneSeed("fake:outsider", deployment -> new Changed(deployment) {
            @Override
            public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
                DeploymentResult run = super.run(scenario, directory, progress);
                return new DeploymentResult(run.outcome(), "0123", run.environment(), run.crashesMidFanOut());
            }
        });

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.divergence()).contains("fingerprint", "0123");
    }

    @Test
    void aViolationOfTheSecondRunAloneIsAViolation() throws Exception {
        Implementations all = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
        try (LoadedImplementation outsider = all.find("fake:outsider").load()) {
            Deployment violating = Deployments.of(Deployments.SIMULATION, outsider);
            SeedResult result = oneSeed("fake", deployment -> new Changed(deployment) {
                @Override
                public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
                    RunInMemory run = super.runInMemory(scenario, directory);
                    return inMemory == 2 ? violating.runInMemory(scenario, directory) : run;
                }
            });

            assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(result.divergence()).isNotNull();
            assertThat(temp.resolve("out/seed-1/history/n1.0.jsonl")).content().contains("1@n1.0");
        }
    }

    /** The evidence of a worker without the header that makes lines a history. */
    private static byte[] noHistory() {
        CompactEvidence evidence = new CompactEvidence();
        evidence.process("n1.0", () -> 0).start();
        return Objects.requireNonNull(evidence.bytes());
    }

    @Test
    void aHistoryThatCannotBeJudgedIsTheUnknownOfItsSeedAndTheCampaignGoesOn() throws Exception {
        List<SeedResult> reported = new ArrayList<>();
        Implementations all = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
        Scenario scenario = Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 1_000));
        Totals totals;
        try (LoadedImplementation fake = all.find("fake").load()) {
            Deployment changed = new Changed(Deployments.of(Deployments.SIMULATION, fake)) {
                @Override
                public RunInMemory runInMemory(Scenario seed, RunDirectory directory) {
                    RunInMemory run = super.runInMemory(seed, directory);
                    return seed.seed() == 1 ? new RunInMemory(run.result(), noHistory()) : run;
                }
            };
            totals = new Campaign(
                            new Campaign.Settings(1, 3, 1, 0, false, false),
                            seed -> scenario.withSeed(seed),
                            changed,
                            CampaignDirectory.create(temp.resolve("out")))
                    .run(reported::add);
        }

        assertThat(totals.runs()).isEqualTo(3);
        assertThat(totals.unknown()).containsExactly(1L);
        assertThat(totals.harnessFailures()).isEmpty();
        assertThat(reported.getFirst().reason()).startsWith("its history cannot be judged: harness.jsonl:1:");
        assertThat(reported.getLast().passed()).isTrue();
        assertThat(temp.resolve("out/seed-1/scenario.json")).isNotEmptyFile();
        assertThat(temp.resolve("out/seed-1/history/n1.0.jsonl")).content().contains("start");
    }

    @Test
    void aSecondRunWhoseHistoryCannotBeJudgedIsADivergence() throws Exception {
        SeedResult result = oneSeed("fake", deployment -> new Changed(deployment) {
            @Override
            public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
                RunInMemory run = super.runInMemory(scenario, directory);
                return inMemory == 2 ? new RunInMemory(run.result(), noHistory()) : run;
            }
        });

        assertThat(result.divergence()).isNotNull();
        assertThat(temp.resolve("out/seed-1/verdict.json")).isNotEmptyFile();
    }

    @Test
    void aFileThatIsNoHistoryIsTheUnknownOfItsSeed() throws Exception {
        SeedResult result = oneSeed("fake", deployment -> new Changed(deployment) {
            @Override
            public RunInMemory runInMemory(Scenario scenario, RunDirectory directory) {
                return null;
            }

            @Override
            public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
                DeploymentResult run = super.run(scenario, directory, progress);
                try {
                    Files.writeString(directory.history().resolve("n1.0.jsonl"), "no event\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return run;
            }
        });

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("n1.0.jsonl:1");
    }
}
