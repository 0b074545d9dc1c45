package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.Deployments;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
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
}
