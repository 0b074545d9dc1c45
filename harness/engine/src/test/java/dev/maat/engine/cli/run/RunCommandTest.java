package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.campaign.ComparedHistories;
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

class RunCommandTest {
    private static final List<String> SHORT =
            List.of("run", "--nodes", "3", "--faults", "none", "--duration", "500ms", "--rate", "4");

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void packageTheFake() throws IOException {
        folder = FakeImplementation.in(temp.resolve("implementation"));
    }

    @Test
    void theSameSeedOrItsScenarioFileGivesTheSameHistoryByteForByte() {
        CommandRun first = run("fake", "--seed", "7", "--out", at("a"));
        CommandRun second = run("fake", "--seed", "7", "--out", at("b"));
        CommandRun third = command("run", "--scenario", at("a/scenario.json"), "--out", at("c"));

        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(second.code()).isZero();
        assertThat(third.code()).isZero();
        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("c/history")))
                .isNull();
        assertThat(temp.resolve("c/scenario.json")).hasSameTextualContentAs(temp.resolve("a/scenario.json"));
    }

    @Test
    void aScenarioThatNamesWhatNobodyOffersIsRefusedBeforeTheRun() throws IOException {
        run("fake", "--seed", "7", "--out", at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");

        Files.writeString(file, good.replace("\"fifo\"", "\"random\""));
        CommandRun ordering = command("run", "--scenario", file.toString(), "--out", at("b"));
        Files.writeString(file, good.replace("\"n1\"", "\"a.0\""));
        CommandRun node = command("run", "--scenario", file.toString(), "--out", at("b"));
        Files.writeString(file, good.replace("\"membership\" ]", "\"super-atomic\" ]"));
        CommandRun claim = command("run", "--scenario", file.toString(), "--out", at("b"));

        assertThat(List.of(ordering.code(), node.code(), claim.code())).containsOnly(254);
        assertThat(ordering.err()).contains(file + ".options", "'random'").doesNotContain("\tat ");
        assertThat(node.err()).contains(file + ": nodes[0]", "'a.0'").doesNotContain("\tat ");
        assertThat(claim.err()).contains(file + ": claims", "'super-atomic'").doesNotContain("\tat ");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void anOptionThatNoImplementationOfAKindOffersIsRefusedBeforeTheRun() throws IOException {
        run("fake", "--seed", "7", "--out", at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");
        String flavoured = good.replace("\"fifo\"", "\"fifo\", \"flavour\": \"x\"");
        assertThat(flavoured).isNotEqualTo(good);

        Files.writeString(file, flavoured);
        CommandRun pure = command("run", "--scenario", file.toString(), "--out", at("b"));
        Files.writeString(
                file,
                flavoured
                        .replace("\"fake\"", "\"live\"")
                        .replace("\"simulation\"", "\"containers\"")
                        .replace("\"udp\"", "\"tcp\""));
        Path live = FakeImplementation.liveIn(temp.resolve("live"));
        CommandRun alive = CommandRun.of(List.of(live), "run", "--scenario", file.toString(), "--out", at("b"));

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
        run("fake", "--seed", "7", "--out", at("a"));
        String good = Files.readString(temp.resolve("a/scenario.json"));
        Path file = temp.resolve("s.json");
        Path live = FakeImplementation.liveIn(temp.resolve("live"));
        Files.writeString(
                file,
                good.replace("\"fifo\"", "\"fifo\", \"groupKeyFile\": \"no-such.key\"")
                        .replace("\"fake\"", "\"live\"")
                        .replace("\"simulation\"", "\"containers\"")
                        .replace("\"udp\"", "\"tcp\""));

        CommandRun refused = CommandRun.of(List.of(live), "run", "--scenario", file.toString(), "--out", at("b"));

        assertThat(refused.code()).as(refused.toString()).isEqualTo(254);
        assertThat(refused.err())
                .contains(file + ".options: option groupKeyFile: the key cannot be read from no-such.key");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void aKeyInAScenarioIsRefusedAndNotShown() throws IOException {
        run("fake", "--seed", "7", "--out", at("a"));
        Path file = temp.resolve("s.json");
        Files.writeString(
                file,
                Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"fifo\"", "\"fifo\", \"groupKey\": \"MDEyMzQ1Njc4OWFiY2RlZg==\""));

        CommandRun refused = command("run", "--scenario", file.toString(), "--out", at("b"));

        assertThat(refused.code()).as(refused.toString()).isEqualTo(254);
        assertThat(refused.err()).contains("name it with option groupKeyFile").doesNotContain("MDEy");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void anImplementationThatEndsItsJvmWhenAskedForOptionsEndsNoJudge() throws IOException {
        run("fake:hostile-making_exit", "--seed", "7", "--out", at("a"));
        Path file = temp.resolve("s.json");
        Files.writeString(
                file,
                Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"fifo\"", "\"fifo\", \"colour\": \"blue\""));

        CommandRun run = command("run", "--scenario", file.toString(), "--out", at("b"));

        // The claim of the fake says nothing of processes that end by themselves.
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("n1.0: the core called System.exit (call: newCore)");
    }

    @Test
    void aRunWritesScenarioHistoryVerdictAndReportAndNamesThem() throws IOException {
        CommandRun run = run("fake", "--seed", "7", "--out", at("a"));

        assertThat(run.out())
                .contains(
                        "seed 7",
                        "self-inclusion",
                        at("a/report.html"),
                        "./maat run --scenario " + at("a/scenario.json"));
        assertThat(temp.resolve("a/history/harness.jsonl")).isNotEmptyFile();
        assertThat(temp.resolve("a/history/n1.0.jsonl")).isNotEmptyFile();
        assertThat(temp.resolve("a/report.html")).isNotEmptyFile();
        JsonNode verdict =
                new ObjectMapper().readTree(temp.resolve("a/verdict.json").toFile());
        assertThat(verdict.path("verdict").asText()).isIn("holds", "not-exercised");
        assertThat(verdict.path("run").path("seed").asLong()).isEqualTo(7);
    }

    @Test
    void aViolationEndsWithOneAndCheckAgrees() {
        CommandRun run = run("fake:outsider", "--seed", "7", "--out", at("a"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("self-inclusion: ", "VIOLATED  membership");
        assertThat(command("check", at("a")).code()).isEqualTo(1);
    }

    @Test
    void thePrintedJsonIsThatOfTheFile() throws IOException {
        CommandRun run = run("fake", "--seed", "7", "--out", at("a"), "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(temp.resolve("a/verdict.json")));
    }

    @Test
    void aSeedIsDrawnAndPrinted() {
        assertThat(run("fake", "--out", at("a")).out()).containsPattern("seed [0-9]+");
    }

    @Test
    void eachOfManySeedsHasALineAndTheTotalsFollow() throws IOException {
        CommandRun run =
                run("fake", "--seed", "40", "--runs", "3", "--jobs", "2", "--self-check", "100", "--out", at("a"));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out())
                .containsSubsequence("seed 40  ", "seed 41  ", "seed 42  ", "3 seeds run twice: equal byte for byte")
                .contains("schedules per minute", "0 violated, 0 unknown, of 3 runs")
                .as("without a swarm nothing is drawn")
                .doesNotContain("each seed draws nodes");
        JsonNode totals =
                new ObjectMapper().readTree(temp.resolve("a/campaign.json").toFile());
        assertThat(totals.path("runs").asInt()).isEqualTo(3);
        assertThat(temp.resolve("a").toFile().list())
                .containsExactlyInAnyOrder("campaign.json", ".maat-results", ".maat-lock");
    }

    @Test
    void aCampaignOfASwarmSaysWhatEachSeedDraws() {
        CommandRun run = run("fake", "--seed", "40", "--runs", "2", "--faults", "swarm", "--out", at("a"));

        assertThat(run.out()).contains("each seed draws nodes, load, buffers and repair");
    }

    @Test
    void aCampaignCountsWhatBreaksBeyondTheClaimAndItsExitCodeStays() throws IOException {
        CommandRun run = run(
                "fake",
                "--seed",
                "1",
                "--runs",
                "3",
                "--faults",
                "loss",
                "--duration",
                "3s",
                "--rate",
                "200",
                "--out",
                at("a"));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("violated beyond the claim", "first seed", "agreement");
        JsonNode totals =
                new ObjectMapper().readTree(temp.resolve("a/campaign.json").toFile());
        JsonNode agreement = null;
        for (JsonNode property : totals.path("beyondTheClaim")) {
            agreement = property.path("id").asText().equals("agreement") ? property : agreement;
        }
        assertThat(agreement).as(totals.toString()).isNotNull();
        assertThat(agreement.path("violations").asInt()).isPositive();
        assertThat(agreement.path("runsViolated").asInt()).isBetween(1, 3);
        assertThat(agreement.path("firstSeed").asInt()).isBetween(1, 3);
        assertThat(totals.path("verdict").asText()).isIn("holds", "not-exercised");
    }

    @Test
    void aScenarioWithViewsIsNoneOfAStaticGroup() throws IOException {
        run("fake", "--seed", "7", "--out", at("a"));
        String text = Files.readString(temp.resolve("a/scenario.json"));
        Path file = Files.writeString(
                temp.resolve("s.json"), text.replace("\"membership\" : \"primary\"", "\"membership\" : \"static\""));

        CommandRun run = command("run", "--scenario", file.toString(), "--out", at("b"));

        assertThat(run.code()).as(run.toString()).isEqualTo(254);
        assertThat(run.err()).contains(file + ".membership", "static", "primary");
    }

    @Test
    void theListNamesTheContractAndTheKindOfGroup() {
        CommandRun list = command("list");
        CommandRun help = CommandRun.of(List.of(), "list", "--help");

        assertThat(list.out()).contains("group", "primary", "dev.maat:maat-contract:");
        assertThat(help.out()).contains("dev.maat:maat-contract", "-pl impl/contract -am install");
    }

    @Test
    void theFoldersOfFailedSeedsAreKept() {
        CommandRun run = run("fake:outsider", "--seed", "40", "--runs", "2", "--out", at("a"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains(at("a/seed-41"));
        assertThat(temp.resolve("a/seed-40/report.html")).isNotEmptyFile();
        assertThat(command("check", at("a/seed-41")).code()).isEqualTo(1);
    }

    @Test
    void aCoreThatDoesNotReplayIsDetected() {
        CommandRun run =
                run("fake:forgetful-of-seeds", "--seed", "1", "--runs", "2", "--self-check", "100", "--out", at("a"));
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("NOT DETERMINISTIC", ".jsonl line", "sample");
        assertThat(temp.resolve("a/seed-1-again")).isDirectory();
    }

    @Test
    void anInterruptedRunIsJudgedAsFarAsItGotAndIsUnknown() throws IOException {
        Thread.currentThread().interrupt();
        CommandRun run = run("fake", "--seed", "7", "--duration", "600s", "--out", at("a"));

        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.code()).as(run.toString()).isEqualTo(130);
        JsonNode verdict =
                new ObjectMapper().readTree(temp.resolve("a/verdict.json").toFile());
        assertThat(verdict.path("verdict").asText()).isEqualTo("unknown");
        assertThat(verdict.path("exit").asInt()).isEqualTo(130);
        assertThat(verdict.path("reasons").path(0).asText()).contains("interrupted");
        assertThat(temp.resolve("a/report.html")).isNotEmptyFile();
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
        List<String> arguments = new ArrayList<>(List.of("run", "--implementation", "fake", "--out", at("a")));
        if (option.equals("--implementation")) {
            arguments.subList(1, 3).clear();
        }
        arguments.addAll(List.of(option, value));

        CommandRun run = command(arguments.toArray(new String[0]));

        assertThat(run.code()).as(run.toString()).isEqualTo(254);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(temp.resolve("a")).doesNotExist();
    }

    @Test
    void theTimeLimitIsSaidAtTheStartAndEndsTheRunAsUnknown() throws IOException {
        CommandRun run = run("fake", "--seed", "7", "--duration", "60s", "--time-limit", "2s", "--out", at("a"));

        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).containsSubsequence("time limit: 2", "time limit of the run, 2.0 s, was reached");
        JsonNode outcome = new ObjectMapper()
                .readTree(temp.resolve("a/verdict.json").toFile())
                .path("run");
        assertThat(outcome.path("end").asText()).isEqualTo("timeout");
        assertThat(outcome.path("remarks").path(0).asText()).contains("time limit");
    }

    @Test
    void payloadAndFaultLengthGoIntoTheScenario() throws IOException {
        CommandRun run = run(
                "fake",
                "--seed",
                "7",
                "--faults",
                "partition,kill",
                "--payload",
                "100-300000",
                "--fault-length",
                "123ms",
                "--out",
                at("a"));

        assertThat(run.code()).as(run.toString()).isIn(0, 1, 2);
        JsonNode scenario =
                new ObjectMapper().readTree(temp.resolve("a/scenario.json").toFile());
        assertThat(scenario.path("workload").path("minPayloadBytes").asInt()).isEqualTo(100);
        assertThat(scenario.path("workload").path("maxPayloadBytes").asInt()).isEqualTo(300_000);
        for (JsonNode fault : scenario.path("plan").path("faults")) {
            assertThat(fault.path("forMillis").asLong(123)).isEqualTo(123);
        }
    }

    @Test
    void aRunWithoutFaultsSaysWhatTheNetworkDoesOfItsOwn() {
        assertThat(run("fake", "--seed", "7", "--out", at("a")).out())
                .contains("faults: none; of every 1,000 packets the network loses 1");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Files.writeString(temp.resolve("a/thesis.tex"), "years");

        assertThat(run("fake", "--out", at("a")).code()).isEqualTo(254);
        assertThat(run("fake", "--out", at("a"), "--runs", "2").err()).contains("thesis.tex");
        assertThat(temp.resolve("a").toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void aFileThatIsNotAScenarioIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("s.json"), "{\n\"format\": !\n");

        CommandRun run = command("run", "--scenario", file.toString(), "--out", at("a"));

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("s.json", "line 2");
    }

    @Test
    void noOptionChangesWhatAScenarioFileDecides() {
        run("fake", "--seed", "7", "--out", at("a"));

        CommandRun run = command("run", "--scenario", at("a/scenario.json"), "--nodes", "4");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("--nodes");
    }

    @Test
    void anotherImplementationMayRunTheSameScenarioAndIsJudgedByItsOwnClaims() throws IOException {
        run("fake", "--seed", "7", "--out", at("a"));

        CommandRun run = command(
                "run", "--scenario", at("a/scenario.json"), "--implementation", "fake:outsider", "--out", at("b"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(Files.readString(temp.resolve("b/scenario.json")))
                .isEqualTo(Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"implementation\" : \"fake\"", "\"implementation\" : \"fake:outsider\""));
    }

    @Test
    void aScenarioRunsOnlyOnADeploymentThatItsImplementationOffers() {
        run("fake", "--seed", "7", "--out", at("a"));

        CommandRun run = command("run", "--scenario", at("a/scenario.json"), "--deployment", "containers");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("offers no deployment 'containers'", "simulation");
    }

    private CommandRun run(String implementation, String... more) {
        List<String> arguments = new ArrayList<>(SHORT);
        arguments.addAll(List.of("--implementation", implementation));
        for (int i = 0; i < more.length; i++) {
            int given = arguments.indexOf(more[i]);
            if (given > 0 && SHORT.contains(more[i]) && more[i].startsWith("--")) {
                arguments.set(given + 1, more[++i]);
            } else {
                arguments.add(more[i]);
            }
        }
        return command(arguments.toArray(new String[0]));
    }

    private CommandRun command(String... arguments) {
        return CommandRun.of(List.of(folder), arguments);
    }

    private String at(String name) {
        return temp.resolve(name).toString();
    }
}
