package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.campaign.ComparedHistories;
import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopAtViolationTest {
    private static final String STOP = "--stop-at-violation";

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void packageTheFake() throws IOException {
        folder = FakeImplementation.in(temp.resolve("implementation"));
    }

    private CommandRun run(String implementation, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--nodes", "3", "--faults", "none", "--rate", "100"));
        arguments.addAll(List.of("--implementation", implementation, "--seed", "7", "--out", at(out)));
        arguments.addAll(List.of(more));
        return CommandRun.of(List.of(folder), arguments.toArray(String[]::new));
    }

    private String at(String name) {
        return temp.resolve(name).toString();
    }

    @Test
    void aRunIsShutDownInOrderAtItsFirstViolationAndSaysWhy() {
        CommandRun whole = run("fake:outsider", "whole", "--duration", "20s");
        CommandRun stopped = run("fake:outsider", "stopped", "--duration", "20s", STOP);

        assertThat(whole.code()).isEqualTo(1);
        assertThat(stopped.code()).as(stopped.toString()).isEqualTo(1);
        assertThat(stopped.err()).contains("self-inclusion is violated after", "s into the run");
        assertThat(stopped.out()).contains("stopped-again " + STOP);
        assertThat(whole.out()).doesNotContain(STOP);
        assertThat(temp.resolve("stopped/history/harness.jsonl"))
                .content()
                .contains("x-stopped", "self-inclusion is violated", "\"reason\":\"complete\"");
        assertThat(temp.resolve("stopped/history/n1.0.jsonl")).content().contains("\"closed\"");
        assertThat(temp.resolve("stopped/history/n1.0.jsonl").toFile().length())
                .isLessThan(temp.resolve("whole/history/n1.0.jsonl").toFile().length() / 4);
        assertThat(temp.resolve("stopped/report.html")).isNotEmptyFile();
        assertThat(CommandRun.of(List.of(), "check", at("stopped")).code()).isEqualTo(1);
    }

    @Test
    void theScenarioOfAStoppedRunRepeatsItByteForByte() {
        run("fake:outsider", "a", "--duration", "20s", STOP);
        CommandRun.of(List.of(folder), "run", "--scenario", at("a/scenario.json"), "--out", at("b"), STOP);

        assertThat(ComparedHistories.firstDifference(temp.resolve("a/history"), temp.resolve("b/history")))
                .isNull();
    }

    @Test
    void watchingARunWithoutViolationsChangesNothing() {
        CommandRun watched = run("fake", "watched", "--duration", "2s", STOP);
        run("fake", "free", "--duration", "2s");

        assertThat(watched.code()).as(watched.toString()).isZero();
        assertThat(ComparedHistories.firstDifference(temp.resolve("watched/history"), temp.resolve("free/history")))
                .isNull();
    }

    @Test
    void aCampaignBeginsNoSeedAfterAViolatedOne() throws IOException {
        CommandRun campaign = run("fake:outsider", "many", "--duration", "2s", "--runs", "50", "--jobs", "1", STOP);

        assertThat(campaign.code()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(temp.resolve("many/campaign.json").toFile())
                        .path("runs")
                        .asInt())
                .isEqualTo(1);
    }
}
