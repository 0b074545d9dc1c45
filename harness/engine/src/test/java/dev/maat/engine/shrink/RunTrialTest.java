package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.fake.WrittenDeployment;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.shrink.Trial.Outcome;
import dev.maat.engine.shrink.Trial.StoppedException;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Its runs install a view of one member at n1.0; which member, is told by the number of the run. */
    private static WrittenDeployment deployment(IntFunction<String> memberOfRun) {
        return new WrittenDeployment((scenario, run) -> """
                {"format":"maat-history","version":1,"claims":["self-inclusion"],"membership":"primary","generation":"g1"}
                {"p":"n1.0","t":1,"e":"start"}
                {"p":"n1.0","t":2,"e":"view","id":"1","seq":1,"members":["%s"],"primary":true}
                {"p":"n1.0","t":3,"e":"closed","events":2}
                {"t":4,"e":"end","reason":"complete"}
                """.formatted(memberOfRun.apply(run)));
    }

    private RunTrial trial(WrittenDeployment deployment, int repeats) {
        Violation violation = new Violation(
                "self-inclusion", "n7.0 installed view 9, whose members are [n8.0], and is not one of them");
        return new RunTrial(deployment, violation, directory, repeats, () -> false);
    }

    @Test
    void aViolationThatComesAndGoesIsSeenWithinTheRepeats() {
        RunTrial patient = trial(deployment(run -> run % 3 == 0 ? VIOLATED : FINE), 3);

        assertThat(patient.of(SCENARIO).outcome()).isEqualTo(Outcome.SAME);
        assertThat(patient.runs()).isEqualTo(3);
        assertThat(directory.run().verdict()).isRegularFile();
    }

    @Test
    void aViolationThatIsNotSeenWithinTheRepeatsCountsAsGone() {
        RunTrial hasty = trial(deployment(run -> run % 3 == 0 ? VIOLATED : FINE), 2);

        assertThat(hasty.of(SCENARIO).outcome()).isNotEqualTo(Outcome.SAME);
        assertThat(hasty.runs()).isEqualTo(2);
        assertThat(directory.run().path()).doesNotExist();
    }

    @Test
    void theRunThatIsKeptIsTheLatestThatViolates() throws IOException {
        RunTrial trial = trial(deployment(run -> run == 2 ? FINE : VIOLATED), 1);
        trial.of(SCENARIO);
        trial.of(SCENARIO.withSeed(2));
        trial.of(SCENARIO.withSeed(3));
        directory.clean();

        assertThat(Files.readString(directory.run().scenario())).contains("\"seed\" : 3");
        assertThat(work.resolve("out/candidate")).doesNotExist();
    }

    @Test
    void aCandidateThatIsRefusedIsImpossibleAndAFailureOfTheHarnessStopsTheSearch() {
        WrittenDeployment refusing = deployment(run -> {
            throw new ArgumentException("not so");
        });
        WrittenDeployment failing = deployment(run -> {
            throw new HarnessException("no more processes");
        });

        assertThat(trial(refusing, 1).of(SCENARIO).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThatThrownBy(() -> trial(failing, 1).of(SCENARIO))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("no more processes");
    }

    @Test
    void noRunBeginsWhenTheTimeIsOver() {
        WrittenDeployment deployment = deployment(run -> VIOLATED);
        RunTrial late = new RunTrial(deployment, new Violation("self-inclusion", ""), directory, 1, () -> true);

        assertThatThrownBy(() -> late.of(SCENARIO)).isInstanceOf(StoppedException.class);
        assertThat(deployment.runs()).isZero();
    }
}
