package dev.maat.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\",\"claims\":\"membership\",\"nodes\":[\"n1\",\"n2\"]}\n";
    private static final String VIEW = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n"
            + "{\"p\":\"n1.0\",\"t\":2,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n1.0\"]}\n";
    private static final String VIEW_WITHOUT_ITSELF =
            "{\"p\":\"n1.0\",\"t\":3,\"e\":\"view\",\"id\":\"2\",\"seq\":2,\"members\":[\"n2.0\"]}\n";

    @TempDir
    Path temp;

    @Test
    void aViolationIsNamedWithItsWitnessAndEndsWithOne() throws IOException {
        CommandRun run = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("self-inclusion", "violated", "\"id\":\"2\"", "VIOLATED  membership");
    }

    @Test
    void theJsonIsThatOfVerdictJson() throws IOException {
        CommandRun run = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isEqualTo(1);
        assertThat(json.path("verdict").asText()).isEqualTo("violated");
        assertThat(json.path("reasons").get(0).asText()).contains("self-inclusion");
        assertThat(json.path("profiles").path("membership").asText()).isEqualTo("violated");
        assertThat(json.path("properties").get(0).path("id").asText()).isEqualTo("self-inclusion");
        assertThat(json.path("properties").get(0).path("witness").isEmpty()).isFalse();
        assertThat(json.path("notJudged").isArray()).isTrue();
        assertThat(json.path("events").asInt()).isEqualTo(3);
    }

    @Test
    void nothingClaimedIsUnknown() throws IOException {
        String header = HEADER.replace("\"claims\":\"membership\",", "");

        assertThat(check(header + VIEW).code()).isEqualTo(2);
        assertThat(check(header + VIEW + VIEW_WITHOUT_ITSELF, "--profile", "membership")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void garbageIsAnErrorThatNamesFileAndLine() throws IOException {
        CommandRun run = check(HEADER + VIEW + "%!\n" + VIEW);

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("history.jsonl:4:").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPathThatIsNotThereIsAnError() {
        CommandRun run =
                CommandRun.of(List.of(), "check", temp.resolve("absent").toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("absent");
    }

    @Test
    void anUnknownProfileListsTheChoices() throws IOException {
        CommandRun run = check(HEADER + VIEW, "--profile", "perfect");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("perfect", "virtually-synchronous", "uniform-atomic");
    }

    @Test
    void aRunDirectoryStandsForItsHistory() throws IOException {
        Path history = Files.createDirectories(temp.resolve("run/history"));
        Files.writeString(temp.resolve("run/scenario.json"), "{}");
        Files.writeString(history.resolve("harness.jsonl"), HEADER);
        Files.writeString(history.resolve("n1.0.jsonl"), VIEW + VIEW_WITHOUT_ITSELF);

        assertThat(CommandRun.of(List.of(), "check", temp.resolve("run").toString())
                        .code())
                .isEqualTo(1);
    }

    @Test
    void coloursAreForTerminalsOnly() throws IOException {
        Path file = Files.writeString(temp.resolve("history.jsonl"), HEADER + VIEW);

        assertThat(CommandRun.of(List.of(), "check", file.toString()).out()).doesNotContain("\u001b");
        assertThat(CommandRun.onTerminal(List.of(), "check", file.toString()).out())
                .contains("\u001b[");
    }

    @Test
    void namesFromAHistoryCannotRewriteTheTerminal() throws IOException {
        CommandRun run = check(HEADER
                + "{\"p\":\"n\\u001b[2J1.0\",\"t\":2,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n2.0\"]}\n");

        assertThat(run.out()).contains("violated").doesNotContain("\u001b");
    }

    private CommandRun check(String history, String... more) throws IOException {
        Path file = Files.writeString(temp.resolve("history.jsonl"), history);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandRun.of(List.of(), arguments);
    }
}
