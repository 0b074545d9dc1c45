package dev.maat.engine.cli.check;

import static dev.maat.engine.cli.check.SmallHistories.HEADER;
import static dev.maat.engine.cli.check.SmallHistories.VIEW;
import static dev.maat.engine.cli.check.SmallHistories.VIEW_WITHOUT_ITSELF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    Path temp;

    @Test
    void aViolationIsNamedWithItsWitnessAndEndsWithOne() throws IOException {
        CommandRun run = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("self-inclusion", "violated", "\"id\":\"2\"", "VIOLATED  membership");
    }

    @Test
    void theJsonHasTheShapeOfVerdictJson() throws IOException {
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
    void aListWithoutAnyPropertyIsAnErrorThatNamesTheOption() throws IOException {
        for (String list : List.of(",", ",,", "", " ", "fifo,,causal")) {
            CommandRun run = check(HEADER + VIEW, "--property", list);

            assertThat(run.code()).as("'%s'", list).isEqualTo(254);
            assertThat(run.err()).as("'%s'", list).containsAnyOf("--property names no property", "no property ''");
        }
    }

    @Test
    void aHistoryWithoutClaimsIsUnknown() throws IOException {
        String header = HEADER.replace("\"claims\":\"membership\",", "");

        assertThat(check(header + VIEW).code()).isEqualTo(2);
        assertThat(check(header + VIEW + VIEW_WITHOUT_ITSELF, "--profile", "membership")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void aLineThatIsNotJsonIsAnErrorWithFileAndLine() throws IOException {
        CommandRun run = check(HEADER + VIEW + "%!\n" + VIEW);

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("history.jsonl:4:").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPathThatDoesNotExistIsAnError() {
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

    @Test
    void eachOfSeveralPathsIsJudgedAndTheWorstVerdictDecides() throws IOException {
        Path good = Files.writeString(temp.resolve("good.jsonl"), HEADER + VIEW);
        Path broken = Files.writeString(temp.resolve("broken.jsonl"), HEADER + VIEW + VIEW_WITHOUT_ITSELF);

        CommandRun run = CommandRun.of(List.of(), "check", good.toString(), broken.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("good.jsonl +\\? unknown")
                .containsPattern("broken.jsonl +\\u2717 violated +3  self-inclusion")
                .contains("2 histories, 5 events: 1 violated, 1 unknown", "violated: self-inclusion in 1");
    }

    @Test
    void badInputOutranksEveryVerdictAndHidesNone() throws IOException {
        Path broken = Files.writeString(temp.resolve("broken.jsonl"), HEADER + VIEW + VIEW_WITHOUT_ITSELF);
        Path none = Files.writeString(temp.resolve("none.jsonl"), "");

        CommandRun run = CommandRun.of(List.of(), "check", none.toString(), broken.toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.out())
                .containsPattern("none.jsonl +! bad input")
                .containsPattern("broken.jsonl +\\u2717 violated");
        assertThat(run.err()).contains("none.jsonl:1: an empty file");
    }

    @Test
    void filesOfOneHistoryAreReadTogetherOnRequestAndOtherwiseTheOptionIsHinted() throws IOException {
        String view = VIEW.replace("[\"n1.0\"]", "[\"n1.0\",\"n2.0\"]");
        Path one = Files.writeString(temp.resolve("n1.jsonl"), HEADER + view);
        Path two = Files.writeString(temp.resolve("n2.jsonl"), view.replace("\"p\":\"n1", "\"p\":\"n2"));

        CommandRun together = CommandRun.of(List.of(), "check", "--together", one.toString(), two.toString());
        CommandRun each = CommandRun.of(List.of(), "check", one.toString(), two.toString());

        assertThat(together.code()).isEqualTo(2);
        assertThat(together.out()).contains("membership  (4 events)");
        assertThat(each.code()).isEqualTo(254);
        assertThat(each.err()).contains("--together");
    }

    @Test
    void onlyTheNamedPropertiesAreShownAndDecideTheExitCode() throws IOException {
        CommandRun one = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--property", "view-identity,local-monotonicity");
        CommandRun other = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--property", "self-inclusion");

        assertThat(one.code()).isZero();
        assertThat(one.out()).contains("view-identity", "local-monotonicity").doesNotContain("self-inclusion");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("weakest broken: self-inclusion; therefore not membership,");
    }

    @Test
    void anUnknownNameHasASuggestion() throws IOException {
        CommandRun property = check(HEADER + VIEW, "--property", "self-inclusoin");
        CommandRun profile = check(HEADER + VIEW, "--profile", "atomc");

        assertThat(List.of(property.code(), profile.code())).containsOnly(254);
        assertThat(property.err()).contains("did you mean self-inclusion?");
        assertThat(profile.err()).contains("did you mean atomic");
    }

    @Test
    void theWitnessIsShownByProcessAndIndexWhateverTheFile() throws IOException {
        CommandRun all = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--witness");
        CommandRun one = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--witness", "view-identity");

        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out()).contains("    n1.0:2  {\"p\":\"n1.0\",\"t\":3,\"e\":\"view\",\"id\":\"2\"");
        assertThat(one.out()).contains("view-identity is not violated here").doesNotContain("n1.0:2");
    }

    @Test
    void theSmallestHistoryIsWrittenAndHasTheSameVerdict() throws IOException {
        Path smallest = temp.resolve("out/smallest.jsonl");

        CommandRun run =
                check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--witness", "self-inclusion", "--out", smallest.toString());
        CommandRun again = CommandRun.of(List.of(), "check", smallest.toString(), "--property", "self-inclusion");

        assertThat(run.err()).contains("self-inclusion in 1 of 3 events");
        assertThat(Files.readAllLines(smallest)).hasSize(2);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).contains("n1.0 installed view 2, whose members are [n2.0], and is not one of them");
    }

    @Test
    void oneFileForSeveralViolationsIsRefused() throws IOException {
        String twice = VIEW_WITHOUT_ITSELF.replace("\"seq\":2", "\"seq\":1");
        CommandRun file =
                check(HEADER + VIEW + twice, "--out", temp.resolve("one.jsonl").toString());
        CommandRun folder =
                check(HEADER + VIEW + twice, "--out", temp.resolve("all").toString());

        assertThat(file.code()).isEqualTo(254);
        assertThat(file.err()).contains("name a folder");
        assertThat(folder.code()).isEqualTo(1);
        assertThat(temp.resolve("all/self-inclusion.jsonl")).exists();
        assertThat(temp.resolve("all/local-monotonicity.jsonl")).exists();
    }

    @Test
    void noFileIsOverwrittenButASmallestHistory() throws IOException {
        String history = HEADER + VIEW + VIEW_WITHOUT_ITSELF;
        Path checked = Files.writeString(temp.resolve("checked.jsonl"), history);
        Path page = Files.writeString(temp.resolve("page.html"), history);
        Path smallest = temp.resolve("small.jsonl");

        CommandRun onItself = CommandRun.of(List.of(), "check", checked.toString(), "--out", checked.toString());
        CommandRun reported = CommandRun.of(List.of(), "check", page.toString(), "--report", page.toString());
        CommandRun first = CommandRun.of(List.of(), "check", checked.toString(), "--out", smallest.toString());
        CommandRun again = CommandRun.of(List.of(), "check", checked.toString(), "--out", smallest.toString());

        assertThat(onItself.code()).isEqualTo(254);
        assertThat(onItself.err()).contains("would overwrite " + checked, "name another file");
        assertThat(checked).hasContent(history);
        assertThat(reported.code()).isEqualTo(254);
        assertThat(reported.err()).contains("would overwrite " + page);
        assertThat(page).hasContent(history);
        assertThat(first.code()).isEqualTo(1);
        assertThat(again.code()).isEqualTo(1);
    }

    @Test
    void theJsonOfSeveralHistoriesIsAListThatHoldsTheErrorsOfBadInput() throws IOException {
        Path broken = Files.writeString(temp.resolve("broken.jsonl"), HEADER + VIEW + VIEW_WITHOUT_ITSELF);
        Path none = Files.writeString(temp.resolve("none.jsonl"), VIEW);

        CommandRun run = CommandRun.of(List.of(), "check", "--json", none.toString(), broken.toString());

        JsonNode list = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isEqualTo(254);
        assertThat(list.get(0).path("error").path("reason").asText()).isEqualTo("no header");
        assertThat(list.get(0).path("error").path("line").asInt()).isEqualTo(1);
        assertThat(list.get(1).path("path").asText()).isEqualTo(broken.toString());
        assertThat(list.get(1).path("verdict").asText()).isEqualTo("violated");
    }

    @Test
    void theReportOfAStoredHistoryIsWrittenWithTheFactsOfItsHeader() throws IOException {
        Path report = temp.resolve("made/r.html");
        String header = HEADER.replace("\"nodes\"", "\"deployment\":\"elsewhere\",\"seed\":12345,\"nodes\"");
        CommandRun run = check(header + VIEW + VIEW_WITHOUT_ITSELF, "--report", report.toString());
        CommandRun json = check(header + VIEW + VIEW_WITHOUT_ITSELF, "--json", "--report", report.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("VIOLATED  membership").endsWith("report   " + report + "\n");
        assertThat(report).content().contains("elsewhere", "12345", "self-inclusion", "./maat check ");
        assertThat(new ObjectMapper().readTree(json.out()).path("verdict").asText())
                .isEqualTo("violated");
        assertThat(json.err()).contains("report   " + report);
    }

    @Test
    void aReportIsOfOneHistoryAndOverwritesNoOtherFile() throws IOException {
        Path one = Files.writeString(temp.resolve("one.jsonl"), HEADER + VIEW);
        Path report = temp.resolve("r.html");
        CommandRun several =
                CommandRun.of(List.of(), "check", one.toString(), one.toString(), "--report", report.toString());
        CommandRun onItself = CommandRun.of(List.of(), "check", one.toString(), "--report", one.toString());
        CommandRun follow = CommandRun.of(
                List.of(), "check", "--follow", "--idle", "1s", one.toString(), "--report", report.toString());

        assertThat(List.of(several.code(), onItself.code(), follow.code())).containsOnly(254);
        assertThat(several.err()).contains("these are 2", "one at a time", "--together");
        assertThat(onItself.err()).contains("ends in .html");
        assertThat(follow.err()).contains("--report on the finished history");
        assertThat(one).hasContent(HEADER + VIEW);
        assertThat(report).doesNotExist();
    }

    @Test
    void thePropertyThatStandsInTheTableOfTotalOrderBroadcastCanBeAskedFor() throws IOException {
        String id = "total-order-of-core";
        CommandRun alone = check(HEADER + VIEW, "--property", id);
        CommandRun witness = check(HEADER + VIEW, "--profile", "total-order-broadcast", "--witness", id);
        CommandRun notAsked = check(HEADER + VIEW, "--witness", id);

        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.out()).contains(id, "UNKNOWN  " + id);
        assertThat(witness.err()).isEmpty();
        assertThat(witness.out()).contains(id + " is not violated here");
        assertThat(notAsked.out()).contains("add --property " + id);
    }

    @Test
    void theEndOfAProcessIsToldInWords() throws IOException {
        String crash = "{\"p\":\"n1.0\",\"t\":9,\"e\":\"crash\",\"cause\":\"unprovoked\",\"detail\":\"boom\"}\n";
        CommandRun run = check(HEADER + VIEW + crash, "--property", "no-unprovoked-exit");
        CommandRun witness = check(HEADER + VIEW + crash, "--property", "no-unprovoked-exit", "--witness");

        assertThat(run.out())
                .contains("n1.0 ended by no fault of the harness, at 0.000 s: boom")
                .doesNotContain("\"crash\"");
        assertThat(witness.out())
                .contains("n1.0 ended by no fault of the harness")
                .doesNotContain("\"crash\"");
    }

    @Test
    void aTornLastLineIsAWarning() throws IOException {
        CommandRun run = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF + "{\"p\":\"n1.0\",\"t\":4,\"e\":\"vi");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("warning: ", "the last line is torn");
    }

    @Test
    void propertiesUnknownForOneReasonShareALineAndTheWeakestBrokenPropertyComesFirst() throws IOException {
        CommandRun run = check(HEADER + VIEW + VIEW_WITHOUT_ITSELF, "--profile", "virtually-synchronous");

        assertThat(run.out())
                .containsSubsequence(
                        "VIOLATED  virtually-synchronous",
                        "    weakest broken: self-inclusion; therefore not membership,",
                        "    validity, send-liveness, agreement, view-agreement, membership-precision: no 'quiet' line");
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
