package dev.maat.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    private Path directory;

    @Test
    void thePolicyForbidsEveryConnectionAndAllowsOnlyThisScriptAndThisStyle() throws Exception {
        String html = write(NODES, Verdict.HOLDS);

        String policy = between(html, "Content-Security-Policy\" content=\"", "\">");
        assertThat(policy)
                .contains("default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'");
        assertThat(policy).doesNotContain("unsafe").doesNotContain("http");
        assertThat(policy).contains("script-src '" + integrity(between(html, "<script>", "</script>")) + "'");
        assertThat(policy).contains("style-src '" + integrity(between(html, "<style>", "</style>")) + "'");
    }

    @Test
    void nothingIsLoadedFromOutsideTheFile() throws IOException {
        String markup = write(NODES, Verdict.HOLDS).replaceAll("(?s)<script.*?</script>", "");

        Matcher reference = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(markup);
        assertThat(reference.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(target -> target.startsWith("#") || target.startsWith("data:"));
    }

    @Test
    void namesThatLookLikeMarkupStayData() throws IOException {
        String plain = write(NODES, Verdict.VIOLATED);
        String hostile = write(List.of(HOSTILE, "<!--", "\u2028&amp;", "n4", "n5"), Verdict.VIOLATED);

        assertThat(hostile).doesNotContain("<img").doesNotContain("<!--");
        assertThat(occurrences(hostile, "</script")).isEqualTo(occurrences(plain, "</script"));
        assertThat(document(hostile).path("nodes").path(0).asText()).isEqualTo(HOSTILE);
    }

    @Test
    void everyEventOfAWitnessIsFoundAmongAllEvents() throws IOException {
        JsonNode run = document(write(NODES, Verdict.VIOLATED));

        JsonNode violated = run.path("properties")
                .valueStream()
                .filter(property -> property.path("verdict").asText().equals("violated"))
                .findFirst()
                .orElseThrow();
        assertThat(violated.path("id").asText()).isEqualTo("virtual-synchrony");
        assertThat(violated.path("witness"))
                .hasSize(5)
                .allMatch(event -> event.path("ordinal").asLong() >= 0);
    }

    @Test
    void theSameRunProducesTheSameFile() throws IOException {
        assertThat(write(NODES, Verdict.UNKNOWN)).isEqualTo(write(NODES, Verdict.UNKNOWN));
    }

    @Test
    void faultsNameTheirTargetsAndWhetherTheyHadAnEffect() throws IOException {
        JsonNode faults = document(write(NODES, Verdict.HOLDS)).path("faults");

        assertThat(faults).hasSize(4);
        JsonNode partition = faults.path(0);
        assertThat(partition.path("lanes")).hasSize(5);
        assertThat(partition.path("bit").asBoolean()).isTrue();
        JsonNode loss = faults.path(1);
        assertThat(loss.path("lanes").toString()).isEqualTo("[1,4]");
        assertThat(loss.path("bit").asBoolean()).isFalse();
        JsonNode kill = faults.path(3);
        assertThat(kill.path("lanes").toString()).isEqualTo("[0]");
        assertThat(kill.path("lasts").asBoolean()).isFalse();
    }

    @Test
    void claimedPropertiesAreDistinguishedFromThoseOnlyReported() throws IOException {
        JsonNode run = document(write(NODES, Verdict.HOLDS));

        assertThat(run.path("properties"))
                .anyMatch(property -> property.path("id").asText().equals("weak-total-order")
                        && property.path("claimed").asBoolean());
        assertThat(run.path("properties"))
                .anyMatch(property -> property.path("id").asText().equals("total-order")
                        && !property.path("claimed").asBoolean());
    }

    @Test
    void aReportThatCannotBeWrittenLeavesNothingBehind() {
        History history = SampleRun.of(NODES, 10, 1);
        Path nowhere = directory.resolve("missing").resolve("report.html");

        assertThatThrownBy(() -> HtmlReport.write(
                        nowhere, history, SampleJudgements.of(history, Verdict.HOLDS), SampleJudgements.facts()))
                .isInstanceOf(IOException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anOldReportIsReplaced() throws IOException {
        Path file = directory.resolve("report.html");
        Files.writeString(file, "old");
        History history = SampleRun.of(NODES, 10, 1);

        HtmlReport.write(file, history, SampleJudgements.of(history, Verdict.HOLDS), SampleJudgements.facts());

        assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(directory).isDirectoryContaining("glob:**/report.html");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aRunOfOneInstantHasAWidth() throws IOException {
        History history = Histories.parse(
                "{\"format\":\"maat-history\",\"version\":1,\"nodes\":[\"n1\"]}\n{\"p\":\"n1.0\",\"t\":5,\"e\":\"start\"}\n");
        Path file = directory.resolve("report.html");

        HtmlReport.write(file, history, SampleJudgements.of(history, Verdict.UNKNOWN), RunFacts.ofHistory("x", ""));

        JsonNode run = document(Files.readString(file));
        assertThat(run.path("to").asLong()).isGreaterThan(run.path("from").asLong());
        assertThat(run.path("events").asLong()).isEqualTo(1);
    }

    private String write(List<String> nodes, Verdict verdict) throws IOException {
        History history = SampleRun.of(nodes, 300, 7);
        Path file = directory.resolve("report.html");
        HtmlReport.write(file, history, SampleJudgements.of(history, verdict), SampleJudgements.facts());
        return Files.readString(file);
    }

    private static JsonNode document(String html) throws IOException {
        return new ObjectMapper().readTree(between(html, "<script type=\"application/json\" id=\"run\">", "</script>"));
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String integrity(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
