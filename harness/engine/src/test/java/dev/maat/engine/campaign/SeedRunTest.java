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

/** Seeds of which one run fails, differs from the other, or leaves a history that cannot be judged. */
class SeedRunTest {
    @TempDir
    Path temp;

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
        SeedResult result = oneSeed("fake:outsider", deployment -> new ChangedDeployment(deployment) {
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
        SeedResult result = oneSeed("fake", deployment -> new ChangedDeployment(deployment) {
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
        SeedResult result = oneSeed("fake:outsider", deployment -> new ChangedDeployment(deployment) {
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
            SeedResult result = oneSeed("fake", deployment -> new ChangedDeployment(deployment) {
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
            Deployment changed = new ChangedDeployment(Deployments.of(Deployments.SIMULATION, fake)) {
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
        SeedResult result = oneSeed("fake", deployment -> new ChangedDeployment(deployment) {
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
        SeedResult result = oneSeed("fake", deployment -> new ChangedDeployment(deployment) {
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
