package dev.maat.checkers.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.catalogue.HistoryInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe gives its bytes once and may have no end. */
class PipedHistoryTest {
    private static final String HISTORY = "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\","
            + "\"claims\":\"reliable\",\"generation\":\"g1\",\"nodes\":[\"a\"]}\n"
            + "{\"p\":\"a.0\",\"t\":1,\"e\":\"start\"}\n";

    @TempDir
    Path folder;

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("h.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static Thread writer(Path pipe, long times) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                for (long i = 0; i < times; i++) {
                    out.write(HISTORY.getBytes(UTF_8));
                }
            } catch (IOException readerIsGone) {
                return;
            }
        });
    }

    private static List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("maat-history-"))
                    .toList();
        }
    }

    @Test
    void aPipeWithoutAnEndIsAnErrorThatNamesTheLimitAndTheRemedy() throws Exception {
        Path pipe = pipe();
        Thread writer = writer(pipe, Long.MAX_VALUE);

        assertThatThrownBy(() -> HistoryReader.read(List.of(pipe), ReadProgress.NONE, 100_000))
                .isInstanceOf(HistoryInputException.class)
                .hasMessageContaining(pipe.toString())
                .hasMessageContaining("more than 100,000 bytes")
                .hasMessageContaining("save it to a file");
        writer.join();
    }

    @Test
    void aPipeOfExactlyTheLimitIsRead() throws Exception {
        Path pipe = pipe();
        writer(pipe, 1);

        assertThat(HistoryReader.read(List.of(pipe), ReadProgress.NONE, HISTORY.length())
                        .eventCount())
                .isEqualTo(1);
    }

    @Test
    void theCopyOfAPipeHasNoNameWhileItIsRead() throws Exception {
        Path pipe = pipe();
        writer(pipe, 1);
        List<String> before = copies();

        try (PipedCopy copy = PipedCopy.of(pipe, 1_000)) {
            assertThat(copies()).isEqualTo(before);
            for (int reading = 0; reading < 2; reading++) {
                try (InputStream in = copy.open()) {
                    assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(HISTORY);
                }
            }
        }
    }
}
