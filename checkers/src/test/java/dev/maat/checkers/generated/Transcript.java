package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was said, kept in a file. What is right the twins and the hand-written corpus say; a transcript says what has changed.
 * Where a change is meant, {@code -Dmaat.updateTranscripts} writes it anew, to be read before it is committed.
 */
final class Transcript {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final boolean UPDATE = System.getProperty("maat.updateTranscripts") != null;

    private Transcript() {}

    static void compare(String file, List<String> said) throws IOException {
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(file), said);
        }
        assertThat(said).as(file).isEqualTo(Files.readAllLines(FOLDER.resolve(file)));
    }
}
