package dev.maat.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small inputs, each of a kind that was judged wrongly once. */
class SmallCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"claims\":[\"no-duplication\"],"
            + "\"membership\":\"static\",\"nodes\":[\"a\"]}\n";
    private static final String TWICE = HEADER
            + "{\"p\":\"a.0\",\"t\":1,\"e\":\"start\"}\n"
            + "{\"p\":\"a.0\",\"t\":2,\"e\":\"send\",\"m\":\"a.0:1\"}\n"
            + "{\"p\":\"a.0\",\"t\":3,\"e\":\"deliver\",\"m\":\"a.0:1\"}\n"
            + "{\"p\":\"a.0\",\"t\":4,\"e\":\"deliver\",\"m\":\"a.0:1\"}\n";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"uniform-leader-delivers-alone.jsonl", "uniform-beyond-commit.jsonl"})
    void aMessageThatOnlyTheDeadDeliveredBreaksUniformAgreement(String name) {
        Judgement judgement = Judge.judge(Histories.read(CASES.resolve(name)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.property("uniform-agreement").verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"static-restarted-other-order.jsonl", "static-restarted-has-a-gap.jsonl"})
    void aRestartedProcessIsNamedWhereItIsNotAskedAndJudgedWhereItRecovers(String name) throws IOException {
        String text = Files.readString(CASES.resolve(name));
        Judgement judgement = Judge.judge(Histories.parse(text));
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement.properties().stream()
                        .filter(result -> result.verdict() == Verdict.UNKNOWN)
                        .map(PropertyResult::sentence))
                .isNotEmpty()
                .allMatch(why -> why.contains("c.1"));
        String resuming = text.replaceFirst("\"static\"", "\"static\",\"recovery\":\"resume\"");
        assertThat(Judge.judge(Histories.parse(resuming)).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aNamedPipeIsJudgedAsTheFileIs() throws Exception {
        Path pipe = folder.resolve("h.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.ofPlatform().daemon().start(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(zipped(TWICE));
            } catch (IOException unread) {
                throw new java.io.UncheckedIOException(unread);
            }
        });
        Judgement judgement = Judge.judge(Histories.read(pipe));
        writer.join();
        assertThat(judgement.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.events()).isEqualTo(4);
    }

    @Test
    void everyMemberOfAPackedFileIsRead() throws IOException {
        int half = TWICE.length() / 2;
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(zipped(TWICE.substring(0, half)));
        both.write(zipped(""));
        both.write(zipped(TWICE.substring(half)));
        Path file = Files.write(folder.resolve("h.jsonl.gz"), both.toByteArray());
        assertThat(Judge.judge(Histories.read(file)).events()).isEqualTo(4);
    }

    @Test
    void damageAnywhereInAPackedFileIsAnError() throws IOException {
        damaged(CASES.resolve("gz-second-member-damaged.jsonl.gz"));
        byte[] whole = zipped(TWICE);
        for (int cut = 1; cut < whole.length; cut++) {
            damaged(Files.write(folder.resolve("cut.jsonl.gz"), java.util.Arrays.copyOf(whole, cut)));
        }
        byte[] trailing = java.util.Arrays.copyOf(whole, whole.length + 3);
        damaged(Files.write(folder.resolve("trailing.jsonl.gz"), trailing));
        whole[whole.length - 6] ^= 1;
        damaged(Files.write(folder.resolve("sum.jsonl.gz"), whole));
    }

    private static void damaged(Path file) {
        assertThatThrownBy(() -> Histories.read(file))
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aHeaderAloneIsAWarningAndUnknown() {
        Judgement judgement = Judge.judge(Histories.parse(HEADER));
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement.warnings()).containsExactly("the history has a header and no events");
    }

    @Test
    void eachEntryOfAFolderThatIsNotReadIsAWarning() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), TWICE);
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.writeString(folder.resolve(".hidden.jsonl"), "");
        Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("b.jsonl"), TWICE);
        List<String> warnings = Histories.read(folder).warnings();
        assertThat(warnings).hasSize(3).anyMatch(warning -> warning.contains("/b: left out, a folder in a folder"));
    }

    @Test
    void theWarningsOfOneFolderOutliveThoseOfARunDirectoryBesideIt() throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a.jsonl"), TWICE);
        Files.writeString(files.resolve("notes.txt"), "");
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(Files.createDirectory(run.resolve("history")).resolve("b.jsonl"), HEADER);

        assertThat(Histories.read(files, run).warnings()).anyMatch(warning -> warning.contains("notes.txt: left out"));
    }

    @Test
    void aSafeIndicationOfAnUnreadableMessageDoesNotBreakReading() {
        String text = TWICE.replace(
                "\"a.0:1\"}\n{\"p\":\"a.0\",\"t\":4,\"e\":\"deliver\",\"m\":\"a.0:1\"",
                "\"?\"}\n" + "{\"p\":\"a.0\",\"t\":4,\"e\":\"safe\",\"m\":\"?\"");
        Judgement judgement = Judge.judge(Histories.parse(text));
        assertThat(judgement.events()).isEqualTo(4);
        assertThat(judgement.property("delivery-integrity").verdict()).isEqualTo(Verdict.VIOLATED);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
