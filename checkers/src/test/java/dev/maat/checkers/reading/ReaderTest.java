package dev.maat.checkers.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.history.ProcessLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {
    private static final String HEADER =
            "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\",\"nodes\":[\"n1\"]}\n";
    private static final String START = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"p":"n1.0","t":1,"e":"dance"}                                          | unknown event 'dance'
            {"t":1,"e":"dance"}                                                     | unknown event 'dance'
            {"t":1,"e":"start"}                                                     | no "p"
            {"p":"n1.0","e":"start"}                                                | no "t"
            {"p":"n1.0","t":"1","e":"start"}                                        | "t" is "1"
            {"p":"n1","t":1,"e":"start"}                                            | 'n1' is not a process
            {"p":"n1.0","t":1,"e":"send","m":"n1.0"}                                | 'n1.0' is not a message id
            {"p":"n1.0","t":1,"e":"send","m":"n1.0:0"}                              | 'n1.0:0' is not a message id
            {"p":"n1.0","t":1,"e":"send","m":"n2.0:1"}                              | 'send' of n2.0:1 by n1.0
            {"p":"n1.0","t":1,"e":"send","m":"?"}                                   | without a message id
            {"p":"n1.0","t":1,"e":"deliver","m":"n1.0:1","hash":"zz"}               | "hash" is 'zz'
            {"p":"n1.0","t":1,"e":"view","id":"1","members":["n1.0"]}               | no "seq"
            {"p":"n1.0","t":1,"e":"view","id":"1","seq":1}                          | no "members"
            {"p":"n1.0","t":1,"e":"view","id":"1","seq":1,"members":[]}             | a view without members
            {"p":"n1.0","t":1,"e":"crash"}                                          | no "cause"
            {"t":1,"e":"quiet","probes":{}}                                         | no "core"
            {"t":1,"e":"end","reason":"tired"}                                      | "reason" is 'tired'
            {"p":"n1.0","t":1,"t":2,"e":"start"}                                    | not JSON
            {"p":"n1.0","t":1,"e":"start"} {}                                       | not JSON
            [1]                                                                     | not a JSON object
            """)
    void aBadLineIsAnErrorThatNamesFileLineAndReason(String line, String reason) {
        assertThatThrownBy(() -> Histories.parse(HEADER + "\n" + line + "\n" + START))
                .isInstanceOfSatisfying(HistoryInputException.class, bad -> {
                    assertThat(bad.line()).isEqualTo(3);
                    assertThat(bad.file()).isEqualTo("text");
                    assertThat(bad.reason()).contains(reason);
                    assertThat(bad.remedy()).isNotBlank();
                });
    }

    @Test
    void aSecondSendAndALineBehindClosedAreErrors() {
        String send = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"send\",\"m\":\"n1.0:1\"}\n";
        assertThatThrownBy(() -> Histories.parse(HEADER + send + send)).hasMessageContaining("second send of n1.0:1");
        String closed = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"closed\",\"events\":0}\n";
        assertThatThrownBy(() -> Histories.parse(HEADER + closed + START)).hasMessageContaining("after its 'closed'");
        String crash = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"crash\",\"cause\":1}\n";
        assertThat(Histories.parse(HEADER + closed + crash).logs()).hasSize(1);
        assertThatThrownBy(() -> Histories.parse(HEADER + START + START)).hasMessageContaining("second 'start'");
    }

    @Test
    void headersAreChecked() {
        assertThatThrownBy(() -> Histories.parse(START)).hasMessageContaining("no header");
        assertThatThrownBy(() -> Histories.parse("")).hasMessageContaining("no header");
        assertThatThrownBy(() -> Histories.parse(HEADER.replace("\"version\":1", "\"version\":2")))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> Histories.parse(HEADER.replace("reliable", "perfect")))
                .hasMessageContaining("unknown claim 'perfect'");
        assertThatThrownBy(() -> Histories.parse(HEADER.substring(0, 30))).isInstanceOf(HistoryInputException.class);
        assertThatThrownBy(() -> Histories.parse(HEADER + START + HEADER)).hasMessageContaining("after other lines");
    }

    @Test
    void aTornLastLineAndTheUnusedRestOfAMemoryMapAreWarnings() {
        History torn = Histories.parse(HEADER + START + "{\"p\":\"n1.0\",\"t\":2,\"e\":\"lea");
        assertThat(torn.warnings()).hasSize(1).allMatch(warning -> warning.contains("text:3"));
        assertThat(torn.eventCount()).isEqualTo(1);
        String nuls = "\0".repeat(Lines.MAX_LINE_BYTES + 100);
        assertThat(Histories.parse(HEADER + START + nuls).warnings()).hasSize(1);
        assertThat(Histories.parse(HEADER + START + "{\"p\":\"n1" + nuls).warnings())
                .hasSize(1);
        assertThat(Histories.parse(HEADER + START.strip()).eventCount()).isEqualTo(1);
        assertThatThrownBy(() -> Histories.parse(HEADER + "{\"p\":\"n1\n" + START))
                .hasMessageContaining("text:2");
        assertThatThrownBy(() -> Histories.parse(HEADER + START.strip().replace("start", "dance")))
                .hasMessageContaining("dance");
    }

    @Test
    void aLineWithoutEndIsAnErrorAndIsNotKeptInMemory() {
        assertThatThrownBy(() -> Histories.parse(HEADER + "x".repeat(Lines.MAX_LINE_BYTES + 1) + "\n"))
                .hasMessageContaining("longer than");
    }

    @Test
    void packedFilesAndFoldersAreReadAsOne() throws IOException {
        String view =
                "{\"p\":\"n1.0\",\"t\":2,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n1.0\",\"n2.0\"]}\n";
        Files.writeString(folder.resolve("a.jsonl"), view.replace("\"p\":\"n1.0\"", "\"p\":\"n2.0\""));
        Files.write(
                folder.resolve("harness.jsonl.gz"), gzip(HEADER + "{\"t\":9,\"e\":\"end\",\"reason\":\"complete\"}\n"));
        Files.write(folder.resolve("n1.0.jsonl.zst"), zstd(START + view));
        Files.writeString(folder.resolve("notes.txt"), "not a history");
        History history = Histories.read(folder);
        assertThat(history.eventCount()).isEqualTo(4);
        assertThat(history.warnings()).hasSize(1).allMatch(warning -> warning.contains("notes.txt"));
        assertThat(history.logs()).extracting(ProcessLog::name).containsExactly("n1.0", "n2.0");
        assertThat(history.endReason()).isEqualTo("complete");
    }

    @Test
    void missingEmptyAndTruncatedInputIsAnError() throws IOException {
        assertThatThrownBy(() -> Histories.read(folder)).hasMessageContaining("without history files");
        assertThatThrownBy(() -> Histories.read(folder.resolve("no"))).hasMessageContaining("no such file");
        byte[] packed = gzip(HEADER + START.repeat(1).concat("\n".repeat(1000)));
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(packed, packed.length - 12));
        assertThatThrownBy(() -> Histories.read(cut)).hasMessageContaining("cut.jsonl.gz");
        Path fake = Files.writeString(folder.resolve("fake.jsonl.gz"), HEADER);
        assertThatThrownBy(() -> Histories.read(fake)).hasMessageContaining("not packed");
    }

    @Test
    void headersOfOneHistoryMustAgree() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), HEADER);
        Files.writeString(folder.resolve("b.jsonl"), HEADER.replace("reliable", "atomic"));
        assertThatThrownBy(() -> Histories.read(folder)).hasMessageContaining("\"claims\" differs");
        Files.writeString(folder.resolve("b.jsonl"), HEADER);
        assertThat(Histories.read(folder).header().claims()).containsExactly("reliable");
    }

    @Test
    void unknownKeysAndCustomEventsAreKept() {
        String other = "{\"p\":\"n1.0\",\"t\":2,\"e\":\"x-mood\",\"is\":\"good\"}";
        String safe = "{\"p\":\"n1.0\",\"t\":3,\"e\":\"block\",\"why\":{\"b\":[1,2]}}";
        History history = Histories.parse(HEADER + START + other + "\n" + safe + "\n{\"t\":1,\"e\":\"x-note\"}\n");
        ProcessLog log = history.logs().get(0);
        assertThat(history.line(log, 1)).isEqualTo(other);
        assertThat(history.line(log, 2)).isEqualTo(safe);
        assertThat(history.harnessLines()).containsExactly("{\"t\":1,\"e\":\"x-note\"}");
    }

    @Test
    void everyExampleWrittenAgainHasTheSameVerdicts() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/examples"))) {
            for (Path file : files.filter(name -> name.toString().matches(".*(hand|valid|form).*jsonl.*"))
                    .toList()) {
                History history = Histories.read(file);
                History again = Histories.parse(HistoryWriter.text(history));
                assertThat(HistoryWriter.text(again)).isEqualTo(HistoryWriter.text(history));
                Judgement judgement = Judge.judge(history);
                assertThat(Judge.judge(again)).as(file.toString()).isEqualTo(judgement);
            }
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
