package dev.maat.engine.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.PlantedDefect;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZooHuntTest {
    private static final long LAST_SEED = 15;

    @TempDir
    Path temp;

    /** Leaves a history that nobody can read. */
    private record Unreadable() implements Deployment {
        @Override
        public Capabilities capabilities(String transport) {
            return Simulation.capabilities(transport);
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            try {
                Files.createDirectories(directory.harnessFile().getParent());
                Files.writeString(directory.harnessFile(), "no line of a history\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            RunOutcome outcome = new RunOutcome(
                    "complete", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true, true, 0, 0);
            return new DeploymentResult(outcome, "", new LinkedHashMap<>());
        }

        @Override
        public Deployment stoppingAtViolation() {
            return this;
        }
    }

    @Test
    void aRunWhoseHistoryCannotBeJudgedIsNotedAndTheHuntGoesOn() throws IOException {
        Implementation fake = Implementations.scan(FakeImplementation.in(temp)).find("fake");
        PlantedDefect planted = new PlantedDefect("local-monotonicity", "fifo", "plain", "");
        ZooHunt hunt = new ZooHunt(
                1, LAST_SEED, temp.resolve("work"), any -> HuntedFake::scenario, loaded -> new Unreadable(), "test");

        ZooResult result = hunt.hunt(fake, planted, new ZooBuild("one", "one"), "udp", HuntedFake.KINDS);

        assertThat(result).isNotNull();
        assertThat(result.killed()).isFalse();
        assertThat(result.runs()).as("the seeds, and the battery").isGreaterThan(LAST_SEED);
        assertThat(result.unjudged()).hasSizeLessThan((int) LAST_SEED);
        assertThat(result.unjudged().getFirst()).startsWith("seed 1: ");
        ZooPlan plan = new ZooPlan(null, 1, LAST_SEED, null, 1_000, "test");
        assertThat(ZooJson.read(ZooJson.text(plan, List.of(result), 1), plan, temp))
                .containsExactly(result);
    }
}
