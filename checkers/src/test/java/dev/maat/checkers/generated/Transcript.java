package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said, kept in a file. What is right the twins and the hand-written corpus say; a transcript says what has changed.
 * Where a change is meant, {@code -Dmaat.updateTranscripts} writes it anew, to be read before it is committed.
 *
 * <p>Each line is compared as it is said: a mutant is found out at the first history that it is wrong about.
 */
public final class Transcript {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final boolean UPDATE = System.getProperty("maat.updateTranscripts") != null;

    private final Path file;
    private final List<String> kept;
    private final List<String> said = new ArrayList<>();

    public Transcript(String name) throws IOException {
        this.file = FOLDER.resolve(name);
        this.kept = UPDATE ? List.of() : Files.readAllLines(file);
    }

    public void say(String line) {
        if (!UPDATE) {
            assertThat(line)
                    .as("%s, line %d; where the change is meant: -Dmaat.updateTranscripts", file, said.size() + 1)
                    .isEqualTo(said.size() < kept.size() ? kept.get(said.size()) : "nothing more");
        }
        said.add(line);
    }

    /** Whether a line is among those kept: what has come since need not be said before the transcript is written anew. */
    public boolean knows(String line) {
        return UPDATE || kept.contains(line);
    }

    public int lines() {
        return said.size();
    }

    /** All is said. */
    public void end() throws IOException {
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.write(file, said);
        } else {
            assertThat(said).as("%s, in all", file).hasSameSizeAs(kept);
        }
    }
}
