package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.fake.WrittenDeployment;
import dev.maat.engine.run.Deployment;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkerTest {
    private static final Scenario SCENARIO = Scenario.of("any", "self-inclusion", "fifo", 2, 1, Workload.of(1, 1_000));

    @TempDir
    Path work;

    private ShrinkDirectory directory;

    @BeforeEach
    void makeTheFolder() {
        directory = ShrinkDirectory.create(work.resolve("out"));
    }

    /** Its runs multicast one message, and violate self-inclusion where the scenario is said to. */
    private static Deployment deployment(Predicate<Scenario> violates) {
        return new WrittenDeployment((scenario, run) -> """
                {"format":"maat-history","version":1,"claims":["self-inclusion"],"membership":"primary","generation":"g1"}
                {"p":"n1.0","t":1,"e":"start"}
                {"p":"n1.0","t":2,"e":"view","id":"1","seq":1,"members":["%s"],"primary":true}
                {"p":"n1.0","t":3,"e":"send","m":"n1.0:1","hash":"5d41402abc4b2a76","size":32}
                {"p":"n1.0","t":4,"e":"closed","events":3}
                {"t":5,"e":"end","reason":"complete"}
                """.formatted(violates.test(scenario) ? "n2.0" : "n1.0"));
    }

    private Shrunk shrunk(Predicate<Scenario> violates) {
        Violation violation = new Violation(
                "self-inclusion", "n7.0 installed view 9, whose members are [n8.0], and is not one of them");
        RunTrial trial = new RunTrial(deployment(violates), violation, directory, 1, () -> false);
        Trial.Result first = trial.of(SCENARIO);
        assertThat(first.outcome()).isEqualTo(Trial.Outcome.SAME);
        return Shrinker.shrink(SCENARIO, Objects.requireNonNull(first.run()), trial, (candidates, sizes) -> {});
    }

    @Test
    void aResultWhoseMessagesCannotBeListedIsNotCalledMinimal() {
        Shrunk shrunk = shrunk(scenario -> scenario.workload().messages() == null);

        assertThat(shrunk.before().messages()).isEqualTo(1);
        assertThat(shrunk.scenario().workload().messages()).isNull();
        assertThat(shrunk.isMinimal()).isFalse();
        assertThat(shrunk.stopped()).contains("messages were not listed");
        assertThat(shrunk.tried()).isNotEmpty();
    }

    @Test
    void aResultOfWhichEachMessageWasTakenAwayIsMinimal() {
        Shrunk shrunk = shrunk(scenario -> scenario.workload().messages() == null
                || scenario.workload().messages().contains("n1.0:1"));

        assertThat(shrunk.scenario().workload().messages()).containsExactly("n1.0:1");
        assertThat(shrunk.isMinimal()).isTrue();
        assertThat(shrunk.tried()).anySatisfy(one -> assertThat(one.part()).isEqualTo("message n1.0:1"));
    }
}
