package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that cannot be met: refused before a run, with the choices. */
class RunRefusalsTest {
    @TempDir
    Path temp;

    private FakeRuns runs;

    @BeforeEach
    void packageTheFake() throws IOException {
        runs = new FakeRuns(temp);
    }

    @Test
    void aScenarioThatNamesWhatNobodyOffersIsRefusedBeforeTheRun() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");

        Files.writeString(file, good.replace("\"fifo\"", "\"random\""));
        CommandRun ordering = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));
        Files.writeString(file, good.replace("\"n1\"", "\"a.0\""));
        CommandRun node = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));
        Files.writeString(file, good.replace("\"membership\" ]", "\"super-atomic\" ]"));
        CommandRun claim = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));

        assertThat(List.of(ordering.code(), node.code(), claim.code())).containsOnly(254);
        assertThat(ordering.err()).contains(file + ".options", "'random'").doesNotContain("\tat ");
        assertThat(node.err()).contains(file + ": nodes[0]", "'a.0'").doesNotContain("\tat ");
        assertThat(claim.err()).contains(file + ": claims", "'super-atomic'").doesNotContain("\tat ");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void anOptionThatNoImplementationOfAKindOffersIsRefusedBeforeTheRun() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");
        String flavoured = good.replace("\"fifo\"", "\"fifo\", \"flavour\": \"x\"");
        assertThat(flavoured).isNotEqualTo(good);

        Files.writeString(file, flavoured);
        CommandRun pure = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));
        Files.writeString(
                file,
                flavoured
                        .replace("\"fake\"", "\"live\"")
                        .replace("\"simulation\"", "\"containers\"")
                        .replace("\"udp\"", "\"tcp\""));
        Path live = FakeImplementation.liveIn(temp.resolve("live"));
        CommandRun alive = CommandRun.of(List.of(live), "run", "--scenario", file.toString(), "--out", runs.at("b"));

        for (CommandRun refused : List.of(pure, alive)) {
            assertThat(refused.code()).as(refused.toString()).isEqualTo(254);
            assertThat(refused.err())
                    .contains(file + ".options: ", "has no option 'flavour'; it has ordering and colour")
                    .doesNotContain("\tat ");
        }
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedBeforeTheRun() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");
        Path live = FakeImplementation.liveIn(temp.resolve("live"));
        Files.writeString(
                file,
                good.replace("\"fifo\"", "\"fifo\", \"groupKeyFile\": \"no-such.key\"")
                        .replace("\"fake\"", "\"live\"")
                        .replace("\"simulation\"", "\"containers\"")
                        .replace("\"udp\"", "\"tcp\""));

        CommandRun refused = CommandRun.of(List.of(live), "run", "--scenario", file.toString(), "--out", runs.at("b"));

        assertThat(refused.code()).as(refused.toString()).isEqualTo(254);
        assertThat(refused.err())
                .contains(file + ".options: option groupKeyFile: the key cannot be read from no-such.key");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void aKeyInAScenarioIsRefusedAndNotShown() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        Path file = temp.resolve("s.json");
        Files.writeString(
                file,
                Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"fifo\"", "\"fifo\", \"groupKey\": \"MDEyMzQ1Njc4OWFiY2RlZg==\""));

        CommandRun refused = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));

        assertThat(refused.code()).as(refused.toString()).isEqualTo(254);
        assertThat(refused.err()).contains("name it with option groupKeyFile").doesNotContain("MDEy");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void aScenarioWithViewsIsNoneOfAStaticGroup() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        String text = Files.readString(temp.resolve("a/scenario.json"));
        Path file = Files.writeString(
                temp.resolve("s.json"), text.replace("\"membership\" : \"primary\"", "\"membership\" : \"static\""));

        CommandRun run = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));

        assertThat(run.code()).as(run.toString()).isEqualTo(254);
        assertThat(run.err()).contains(file + ".membership", "static", "primary");
    }

    @ParameterizedTest
    @CsvSource({
        "--implementation,none-such,fake:…",
        "--faults,gremlins,partition",
        "--faults,reset,datagrams",
        "--transport,pigeon,udp",
        "--transport,tcp,udp",
        "--deployment,moon,containers",
        "--deployment,containers,simulation",
        "--ordering,total,fifo",
        "--delivery,uniform,plain",
        "--reliability,tree,offers no choice",
        "--fan-out,4,give --reliability tree",
        "--fan-out,0,at least 1",
        "--duration,30,30s",
        "--duration,0s,durationMillis",
        "--duration,61m,at most 1h",
        "--nodes,0,--nodes",
        "--nodes,many,--nodes",
        "--nodes,100000,nodes",
        "--rate,-1,messagesPerSecond",
        "--payload,many,32-4096",
        "--payload,0,at least 1 byte",
        "--payload,9-3,smaller end first",
        "--fault-length,10,30s",
        "--time-limit,soon,30s",
        "--runs,0,--runs",
        "--self-check,101,--self-check"
    })
    void aRequestThatCannotBeMetIsRefusedWithTheChoices(String option, String value, String said) {
        List<String> arguments = new ArrayList<>(List.of("run", "--implementation", "fake", "--out", runs.at("a")));
        if (option.equals("--implementation")) {
            arguments.subList(1, 3).clear();
        }
        arguments.addAll(List.of(option, value));

        CommandRun run = runs.command(arguments.toArray(new String[0]));

        assertThat(run.code()).as(run.toString()).isEqualTo(254);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(temp.resolve("a")).doesNotExist();
    }

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Files.writeString(temp.resolve("a/thesis.tex"), "years");

        assertThat(runs.run("fake", "--out", runs.at("a")).code()).isEqualTo(254);
        assertThat(runs.run("fake", "--out", runs.at("a"), "--runs", "2").err()).contains("thesis.tex");
        assertThat(temp.resolve("a").toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void aFileThatIsNotAScenarioIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("s.json"), "{\n\"format\": !\n");

        CommandRun run = runs.command("run", "--scenario", file.toString(), "--out", runs.at("a"));

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("s.json", "line 2");
    }

    @Test
    void noOptionChangesWhatAScenarioFileDecides() {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));

        CommandRun run = runs.command("run", "--scenario", runs.at("a/scenario.json"), "--nodes", "4");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("--nodes");
    }

    @Test
    void aScenarioRunsOnlyOnADeploymentThatItsImplementationOffers() {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));

        CommandRun run = runs.command("run", "--scenario", runs.at("a/scenario.json"), "--deployment", "containers");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("offers no deployment 'containers'", "simulation");
    }
}
