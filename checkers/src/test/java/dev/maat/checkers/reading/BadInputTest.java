package dev.maat.checkers.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input error says where it is, what is wrong and what to do. */
class BadInputTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\"}\n";
    private static final String START = "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}\n";
    private static final String SEND = "{\"p\":\"n1.0\",\"t\":2,\"e\":\"send\",\"m\":\"n1.0:1\"}\n";

    @TempDir
    Path folder;

    @Test
    void aFileWithoutHeaderIsRejected() throws IOException {
        rejected(START + SEND, 1, "no header", "the first line of a history is");
    }

    @Test
    void anEmptyFileIsRejected() throws IOException {
        rejected("", 1, "an empty file", "the first line of a history is");
        rejected("\n \n", 1, "an empty file", "the first line of a history is");
    }

    @Test
    void anotherVersionIsRejected() throws IOException {
        rejected(HEADER.replace("\"version\":1", "\"version\":2"), 1, "version 2", "this reads version 1");
    }

    @Test
    void anUnknownEventIsRejected() throws IOException {
        rejected(HEADER + START + "{\"p\":\"n1.0\",\"t\":2,\"e\":\"delivered\"}\n", 3, "'delivered'", "begin with x-");
    }

    @Test
    void aMalformedLineInTheMiddleIsRejected() throws IOException {
        rejected(HEADER + START + "{\"p\":\"n1.0\",\"t\":\n" + SEND, 3, "not JSON", "one JSON object");
    }

    @Test
    void aSecondSendOfOneMessageIsRejected() throws IOException {
        rejected(HEADER + SEND + SEND, 3, "second send of n1.0:1", "an id of its own");
    }

    @Test
    void aLineBehindClosedIsRejected() throws IOException {
        String closed = "{\"p\":\"n1.0\",\"t\":2,\"e\":\"closed\",\"events\":1}\n";
        rejected(HEADER + START + closed + SEND, 4, "after its 'closed'", "only a crash may follow");
    }

    @Test
    void aMalformedIdIsRejected() throws IOException {
        rejected(HEADER + SEND.replace("n1.0:1", "n1.0-1"), 2, "'n1.0-1' is not a message id", "n1.0:17");
        rejected(HEADER + START.replace("n1.0", "n1"), 2, "'n1' is not a process", "n1.0");
    }

    @Test
    void packedFilesThatAreCutShortAreRejected() throws IOException {
        byte[] text = (HEADER + START + lines()).getBytes(StandardCharsets.UTF_8);
        for (boolean zst : new boolean[] {true, false}) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (var out = zst ? new ZstdOutputStream(packed) : new GZIPOutputStream(packed)) {
                out.write(text);
            }
            byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
            Path file = Files.write(folder.resolve(zst ? "cut.jsonl.zst" : "cut.jsonl.gz"), cut);
            rejected(file, 0, "cut short or damaged", "pack it again");
        }
    }

    @Test
    void aLineOfTenMegabytesIsRejected() throws IOException {
        String line = "{\"p\":\"n1.0\",\"t\":2,\"e\":\"x-dump\",\"of\":\"" + "y".repeat(10 << 20) + "\"}\n";
        rejected(HEADER + START + line, 3, "longer than 4194304 bytes", "is this a history?");
    }

    @Test
    void aLineThatIsTooLongIsNotTakenForItsLastPart() throws IOException {
        int buffer = 2 * Lines.MAX_LINE_BYTES;
        for (int length : new int[] {buffer - 1, buffer, buffer + 1, 2 * buffer}) {
            String tooLong = "x".repeat(length);
            for (String end : new String[] {"", "  ", "{\"p\":\"n1.0\",\"t\":1,\"e\":\"block\"}"}) {
                rejected(HEADER + tooLong + end + "\n" + SEND, 2, "longer than 4194304 bytes", "is this a history?");
            }
        }
    }

    @Test
    void aLineThatIsTooLongIsNotTakenForTheUnusedRestOfAMap() throws IOException {
        int limit = Lines.MAX_LINE_BYTES;
        String tooLong = "x".repeat(2 * limit) + "\0".repeat(limit + limit / 2);
        rejected(HEADER + tooLong + START + SEND, 2, "longer than 4194304 bytes", "is this a history?");
    }

    @Test
    void aFolderWithoutHistoryFilesIsRejected() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "none");
        rejected(folder, 0, "a folder without history files", "they end in .jsonl");
    }

    @Test
    void aFolderNamedLikeAFileIsRejected() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), HEADER + START);
        Path file = Files.createDirectory(folder.resolve("b.jsonl"));
        HistoryInputException bad = caught(folder);
        assertThat(bad.file()).isEqualTo(file.toString());
        assertThat(bad.reason()).contains("a folder that is named like a file");
    }

    @Test
    void bytesThatAreNoUtf8AreRejected() throws IOException {
        byte[] bytes = (HEADER + START + SEND.replace("n1", "n_")).getBytes(StandardCharsets.UTF_8);
        bytes[HEADER.length() + START.length() + SEND.indexOf("1.0")] = (byte) 0xff;
        rejected(Files.write(folder.resolve("latin.jsonl"), bytes), 3, "UTF-8", "one JSON object in UTF-8");
        Path wide = Files.write(folder.resolve("wide.jsonl"), (HEADER + START).getBytes(StandardCharsets.UTF_16));
        rejected(wide, 1, "", "one JSON object in UTF-8");
    }

    @Test
    void anUnknownClaimIsRejectedWithASuggestion() throws IOException {
        rejected(HEADER.replace("reliable", "reliabel"), 1, "'reliabel'; did you mean reliable", "a claim is");
        rejected(HEADER.replace("reliable", "synchronous"), 1, "did you mean virtually-synchronous", "a claim is");
        assertThat(caught(write(HEADER.replace("reliable", "zzz"))).reason()).doesNotContain("did you mean");
    }

    @Test
    void aFileThatMayNotBeReadIsRejected() throws IOException {
        Path own = write(HEADER + START);
        boolean guarded = own.toFile().setReadable(false) && !Files.isReadable(own);
        // File rights do not stop root, except at a few files of the kernel that can only be written.
        Path file = guarded ? own : Path.of("/proc/sys/vm/compact_memory");
        Assumptions.assumeTrue(Files.exists(file) && !Files.isReadable(file), "everything is readable here");
        rejected(file, 0, "permission denied", "check the rights");
    }

    @Test
    void aFileWhoseDiskFailsIsRejected() {
        Path memory = Path.of("/proc/self/mem");
        Assumptions.assumeTrue(Files.isReadable(memory), "only Linux has a file whose first byte cannot be read");
        rejected(memory, 0, "unreadable: ", "check the disk");
    }

    private void rejected(String text, long line, String reason, String remedy) throws IOException {
        rejected(write(text), line, reason, remedy);
    }

    private static void rejected(Path file, long line, String reason, String remedy) {
        HistoryInputException bad = caught(file);
        assertThat(bad.file()).isEqualTo(file.toString());
        assertThat(bad.line()).isEqualTo(line);
        assertThat(bad.reason()).contains(reason);
        assertThat(bad.remedy()).contains(remedy);
    }

    private static HistoryInputException caught(Path file) {
        HistoryInputException bad = catchThrowableOfType(HistoryInputException.class, () -> Histories.read(file));
        assertThat(bad).as("%s is read", file).isNotNull();
        return bad;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("history.jsonl"), text);
    }

    /** Enough text that does not compress well. */
    private static String lines() {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            lines.append("{\"p\":\"n1.0\",\"t\":")
                    .append(random.nextInt(1 << 30))
                    .append(",\"e\":\"block\"}\n");
        }
        return lines.toString();
    }
}
