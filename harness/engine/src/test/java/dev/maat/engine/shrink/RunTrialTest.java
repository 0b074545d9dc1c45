package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.shrink.Trial.Outcome;
import dev.maat.engine.shrink.Trial.StoppedException;
import dev.maat.faults.Capabilities;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrialTest {
    private static final Scenario SCENARIO = Scenario.of("any", "self-inclusion", "fifo", 2, 1, Workload.of(1, 1_000));
    private static final String VIOLATED = "n2.0";
    private static final String FINE = "n1.0";

    @TempDir
    Path work;

    private ShrinkDirectory directory;

    @BeforeEach
    void makeTheFolder() {
        directory = ShrinkDirectory.create(work.resolve("out"));
    }

    /** Writes a history in which n1.0 installs a view of one member; which member, is told by the number of the run. */
    private record FakeDeployment(IntFunction<String> memberOfRun, int[] runs) implements Deployment {
        FakeDeployment(IntFunction<String> memberOfRun) {
            this(memberOfRun, new int[1]);
        }

        @Override
        public Capabilities capabilities(String transport) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeploymentResult run(Scenario scenario, RunDirectory directory, Progress progress) {
            String history = """
                    {"format":"maat-history","version":1,"claims":["self-inclusion"],"membership":"primary","generation":"g1"}
                    {"p":"n1.0","t":1,"e":"start"}
                    {"p":"n1.0","t":2,"e":"view","id":"1","seq":1,"members":["%s"],"primary":true}
                    {"p":"n1.0","t":3,"e":"closed","events":2}
                    {"t":4,"e":"end","reason":"complete"}
                    """.formatted(memberOfRun.apply(++runs[0]));
            try {
                Files.writeString(directory.harnessFile(), history);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            RunOutcome outcome = new RunOutcome(
                    "complete", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true, true, 0, 0);
            return new DeploymentResult(outcome, "", new LinkedHashMap<>());
        }

        @Override
        public Deployment stoppingAtViolation() {
            throw new UnsupportedOperationException();
        }
    }

    private RunTrial trial(FakeDeployment deployment, int repeats) {
        Violation violation = new Violation(
                "self-inclusion", "n7.0 installed view 9, whose members are [n8.0], and is not one of them");
        return new RunTrial(deployment, violation, directory, repeats, () -> false);
    }

    @Test
    void aViolationThatComesAndGoesIsSeenWithinTheRepeats() {
        RunTrial patient = trial(new FakeDeployment(run -> run % 3 == 0 ? VIOLATED : FINE), 3);

        assertThat(patient.of(SCENARIO).outcome()).isEqualTo(Outcome.SAME);
        assertThat(patient.runs()).isEqualTo(3);
        assertThat(directory.run().verdict()).isRegularFile();
    }

    @Test
    void aViolationThatIsNotSeenWithinTheRepeatsCountsAsGone() {
        RunTrial hasty = trial(new FakeDeployment(run -> run % 3 == 0 ? VIOLATED : FINE), 2);

        assertThat(hasty.of(SCENARIO).outcome()).isNotEqualTo(Outcome.SAME);
        assertThat(hasty.runs()).isEqualTo(2);
        assertThat(directory.run().path()).doesNotExist();
    }

    @Test
    void theRunThatIsKeptIsTheLatestThatViolates() throws IOException {
        RunTrial trial = trial(new FakeDeployment(run -> run == 2 ? FINE : VIOLATED), 1);
        trial.of(SCENARIO);
        trial.of(SCENARIO.withSeed(2));
        trial.of(SCENARIO.withSeed(3));
        directory.clean();

        assertThat(Files.readString(directory.run().scenario())).contains("\"seed\" : 3");
        assertThat(work.resolve("out/candidate")).doesNotExist();
    }

    @Test
    void aCandidateThatIsRefusedIsImpossibleAndAFailureOfTheHarnessStopsTheSearch() {
        FakeDeployment refusing = new FakeDeployment(run -> {
            throw new ArgumentException("not so");
        });
        FakeDeployment failing = new FakeDeployment(run -> {
            throw new HarnessException("no more processes");
        });

        assertThat(trial(refusing, 1).of(SCENARIO).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThatThrownBy(() -> trial(failing, 1).of(SCENARIO))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("no more processes");
    }

    @Test
    void noRunBeginsWhenTheTimeIsOver() {
        FakeDeployment deployment = new FakeDeployment(run -> VIOLATED);
        RunTrial late = new RunTrial(deployment, new Violation("self-inclusion", ""), directory, 1, () -> true);

        assertThatThrownBy(() -> late.of(SCENARIO)).isInstanceOf(StoppedException.class);
        assertThat(deployment.runs()[0]).isZero();
    }
}
