package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Earlier results, kept in a file. The twins and the hand-written corpus prove that results are right; a transcript
 * shows that they have changed. If the change is meant, {@code -Dmaat.updateTranscripts} writes the file anew, and the
 * difference is read before it is committed.
 *
 * <p>Each line is compared as soon as it is said, so that a mutant fails at the first history that it judges wrongly.
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

    /**
     * Whether a line is among those kept. A history added since need not be compared before the transcript is written
     * anew.
     */
    public boolean knows(String line) {
        return UPDATE || kept.contains(line);
    }

    public int lines() {
        return said.size();
    }

    /** Ends the comparison, or writes the file. */
    public void end() throws IOException {
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.write(file, said);
        } else {
            assertThat(said).as("%s, in all", file).hasSameSizeAs(kept);
        }
    }
}
