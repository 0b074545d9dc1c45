package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path temp;

    private FakeRuns runs;

    @BeforeEach
    void packageTheFake() throws IOException {
        runs = new FakeRuns(temp);
    }

    @Test
    void theSameSeedOrItsScenarioFileGivesTheSameHistoryByteForByte() {
        CommandRun first = runs.run("fake", "--seed", "7", "--out", runs.at("a"));
        CommandRun second = runs.run("fake", "--seed", "7", "--out", runs.at("b"));
        CommandRun third = runs.command("run", "--scenario", runs.at("a/scenario.json"), "--out", runs.at("c"));

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
    void aRunThatNamesNoDeliveryAsksForTheOnlyOneThatIsOffered() throws IOException {
        Path manifest = temp.resolve("implementation/manifest.json");
        String plain = "\"claims\": {\"fifo\": \"membership\"}";
        String uniform = "\"claims\": {\"fifo\": {\"uniform\": \"membership\"}}";
        Files.writeString(manifest, Files.readString(manifest).replace(plain, uniform));

        CommandRun run = runs.run("fake", "--seed", "7", "--out", runs.at("a"));

        assertThat(run.out()).as(run.toString()).contains("fifo order, uniform delivery");
        assertThat(Files.readString(temp.resolve("a/scenario.json"))).contains("\"delivery\" : \"uniform\"");
    }

    @Test
    void anImplementationThatEndsItsJvmWhenAskedForOptionsEndsNoJudge() throws IOException {
        runs.run("fake:hostile-making_exit", "--seed", "7", "--out", runs.at("a"));
        Path file = temp.resolve("s.json");
        Files.writeString(
                file,
                Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"fifo\"", "\"fifo\", \"colour\": \"blue\""));

        CommandRun run = runs.command("run", "--scenario", file.toString(), "--out", runs.at("b"));

        // The claim of the fake says nothing of processes that end by themselves.
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("n1.0: the core called System.exit (call: newCore)");
    }

    @Test
    void aRunWritesScenarioHistoryVerdictAndReportAndNamesThem() throws IOException {
        CommandRun run = runs.run("fake", "--seed", "7", "--out", runs.at("a"));

        assertThat(run.out())
                .contains(
                        "seed 7",
                        "self-inclusion",
                        runs.at("a/report.html"),
                        "./maat run --scenario " + runs.at("a/scenario.json"));
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
        CommandRun run = runs.run("fake:outsider", "--seed", "7", "--out", runs.at("a"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("self-inclusion: ", "VIOLATED  membership");
        assertThat(runs.command("check", runs.at("a")).code()).isEqualTo(1);
    }

    @Test
    void thePrintedJsonIsThatOfTheFile() throws IOException {
        CommandRun run = runs.run("fake", "--seed", "7", "--out", runs.at("a"), "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(temp.resolve("a/verdict.json")));
    }

    @Test
    void aSeedIsDrawnAndPrinted() {
        assertThat(runs.run("fake", "--out", runs.at("a")).out()).containsPattern("seed [0-9]+");
    }

    @Test
    void eachOfManySeedsHasALineAndTheTotalsFollow() throws IOException {
        CommandRun run = runs.run(
                "fake", "--seed", "40", "--runs", "3", "--jobs", "2", "--self-check", "100", "--out", runs.at("a"));

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
        CommandRun run = runs.run("fake", "--seed", "40", "--runs", "2", "--faults", "swarm", "--out", runs.at("a"));

        assertThat(run.out()).contains("each seed draws nodes, load, buffers and repair");
    }

    @Test
    void aCampaignCountsWhatBreaksBeyondTheClaimAndItsExitCodeStays() throws IOException {
        CommandRun run = runs.run(
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
                runs.at("a"));

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
    void theListNamesTheContractAndTheKindOfGroup() {
        CommandRun list = runs.command("list");
        CommandRun help = CommandRun.of(List.of(), "list", "--help");

        assertThat(list.out()).contains("group", "primary", "dev.maat:maat-contract:");
        assertThat(help.out()).contains("dev.maat:maat-contract", "-pl impl/contract -am install");
    }

    @Test
    void theFoldersOfFailedSeedsAreKept() {
        CommandRun run = runs.run("fake:outsider", "--seed", "40", "--runs", "2", "--out", runs.at("a"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains(runs.at("a/seed-41"));
        assertThat(temp.resolve("a/seed-40/report.html")).isNotEmptyFile();
        assertThat(runs.command("check", runs.at("a/seed-41")).code()).isEqualTo(1);
    }

    @Test
    void aCoreThatDoesNotReplayIsDetected() {
        CommandRun run = runs.run(
                "fake:forgetful-of-seeds", "--seed", "1", "--runs", "2", "--self-check", "100", "--out", runs.at("a"));
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("NOT DETERMINISTIC", ".jsonl line", "sample");
        assertThat(temp.resolve("a/seed-1-again")).isDirectory();
    }

    @Test
    void anInterruptedRunIsJudgedAsFarAsItGotAndIsUnknown() throws IOException {
        Thread.currentThread().interrupt();
        CommandRun run = runs.run("fake", "--seed", "7", "--duration", "600s", "--out", runs.at("a"));

        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.code()).as(run.toString()).isEqualTo(130);
        JsonNode verdict =
                new ObjectMapper().readTree(temp.resolve("a/verdict.json").toFile());
        assertThat(verdict.path("verdict").asText()).isEqualTo("unknown");
        assertThat(verdict.path("exit").asInt()).isEqualTo(130);
        assertThat(verdict.path("reasons").path(0).asText()).contains("interrupted");
        assertThat(temp.resolve("a/report.html")).isNotEmptyFile();
    }

    @Test
    void theTimeLimitIsSaidAtTheStartAndEndsTheRunAsUnknown() throws IOException {
        CommandRun run =
                runs.run("fake", "--seed", "7", "--duration", "60s", "--time-limit", "2s", "--out", runs.at("a"));

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
        CommandRun run = runs.run(
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
                runs.at("a"));

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
        assertThat(runs.run("fake", "--seed", "7", "--out", runs.at("a")).out())
                .contains("faults: none; of every 1,000 packets the network loses 1");
    }

    @Test
    void anotherImplementationMayRunTheSameScenarioAndIsJudgedByItsOwnClaims() throws IOException {
        runs.run("fake", "--seed", "7", "--out", runs.at("a"));

        CommandRun run = runs.command(
                "run",
                "--scenario",
                runs.at("a/scenario.json"),
                "--implementation",
                "fake:outsider",
                "--out",
                runs.at("b"));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(Files.readString(temp.resolve("b/scenario.json")))
                .isEqualTo(Files.readString(temp.resolve("a/scenario.json"))
                        .replace("\"implementation\" : \"fake\"", "\"implementation\" : \"fake:outsider\""));
    }
}
