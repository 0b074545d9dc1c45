package dev.maat.engine.cli.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkCommandTest {
    @TempDir
    Path work;

    private List<Path> implementations;

    @BeforeEach
    void makeTheFakes() throws IOException {
        implementations = List.of(FakeImplementation.in(work.resolve("fake")));
    }

    private CommandRun maat(String... arguments) {
        return CommandRun.of(implementations, arguments);
    }

    private String at(String name) {
        return work.resolve(name).toString();
    }

    private CommandRun run(String implementation) {
        return maat(
                "run",
                "--implementation",
                implementation,
                "--seed",
                "3",
                "--faults",
                "loss,partition",
                "--duration",
                "2s",
                "--payload",
                "32-64",
                "--out",
                at("run"));
    }

    @Test
    void aViolationThatNeedsNoFaultAndNoMessageIsShrunkToTwoNodes() {
        assertThat(run("fake:outsider").code()).isEqualTo(1);

        CommandRun shrunk = maat("shrink", at("run"));

        assertThat(shrunk.code()).as(shrunk.err()).isEqualTo(1);
        assertThat(shrunk.out())
                .contains("fake:outsider violates self-inclusion: ")
                .contains("1-minimal: none of ", " single removals showed the violation again; ")
                .contains("it is inconclusive without node ");
        Scenario smallest = ScenarioJson.read(work.resolve("run-shrunk/minimal.scenario.json"));
        // One node that leaves itself out would have an empty view.
        assertThat(smallest.nodes()).hasSize(2);
        assertThat(smallest.plan().faults()).isEmpty();
        assertThat(smallest.workload().messages()).isEmpty();
        assertThat(smallest.network().lossPerMille()).isZero();
        assertThat(work.resolve("run-shrunk/run/report.html")).isRegularFile();
        assertThat(work.resolve("run-shrunk/candidate")).doesNotExist();
        assertThat(maat("check", at("run-shrunk/witness.jsonl"), "--property", "self-inclusion")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void theSmallestScenarioIsRunAgainWithTheSameVerdict() {
        run("fake:outsider");
        maat("shrink", at("run"), "--out", at("small"));

        assertThat(maat("run", "--scenario", at("small/minimal.scenario.json"), "--out", at("again"))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void aResultIsReplacedByTheNextOneAndOtherFilesAreNot() throws IOException {
        run("fake:outsider");
        assertThat(maat("shrink", at("run")).code()).isEqualTo(1);
        assertThat(maat("shrink", at("run")).code()).isEqualTo(1);

        Files.writeString(work.resolve("run-shrunk/notes.txt"), "mine");
        CommandRun refused = maat("shrink", at("run"));

        assertThat(refused.code()).isEqualTo(254);
        assertThat(refused.err()).contains("notes.txt");
        assertThat(work.resolve("run-shrunk/minimal.scenario.json")).isRegularFile();
    }

    @Test
    void aSearchWithoutTimeSaysThatItIsNotMinimal() {
        run("fake:outsider");

        CommandRun shrunk = maat("shrink", at("run"), "--time", "0s");

        assertThat(shrunk.code()).isEqualTo(1);
        assertThat(shrunk.out()).contains("not minimal: the time was over").doesNotContain("1-minimal");
        assertThat(work.resolve("run-shrunk/minimal.scenario.json")).isRegularFile();
    }

    @Test
    void aRunThatHoldsIsNothingToShrink() {
        assertThat(maat("run", "--implementation", "fake", "--faults", "none", "--duration", "1s", "--out", at("run"))
                        .code())
                .isLessThanOrEqualTo(2);

        CommandRun refused = maat("shrink", at("run"));

        assertThat(refused.code()).isEqualTo(254);
        assertThat(refused.err()).contains("does not violate anything that it claims", "shrinking needs a violation");
    }

    @Test
    void mistakesNameTheRemedy() {
        assertThat(maat("shrink", work.toString()).err()).contains("give the folder of a run");
        run("fake:outsider");
        assertThat(maat("shrink", at("run"), "--property", "self-inclusoin").err())
                .contains("self-inclusion");
        assertThat(maat("shrink", at("run"), "--property", "fifo").err())
                .contains("does not violate fifo")
                .contains("it violates self-inclusion");
    }
}
