package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {
    @TempDir
    Path temp;

    @Test
    void linesOfTheHarnessCanBeReadWhileTheRunGoesOn() {
        RunDirectory directory = RunDirectory.create(temp.resolve("run"));
        byte[] line = "{\"format\":\"maat-history\"}\n".getBytes(StandardCharsets.UTF_8);
        try (HistoryFiles files = new HistoryFiles(directory, 7)) {
            files.harness().write(line, line.length);

            assertThat(directory.harnessFile()).hasBinaryContent(line);
        }
    }

    @Test
    void aFileThatIsReadAsAHistoryAltersItAndABackupBesideItDoesNot() throws IOException {
        RunDirectory directory = RunDirectory.create(temp.resolve("run"));
        HistoryFiles files = new HistoryFiles(directory, 7);
        try (files) {
            files.process("n1.0").write(new byte[] {'\n'}, 1);
        }
        Files.writeString(directory.history().resolve("n1.0.jsonl~"), "older");
        assertThat(FencedRuns.isIntact(directory.history(), files.seals(), 7)).isTrue();

        Files.writeString(directory.history().resolve("n2.0.jsonl"), "forged");
        assertThat(FencedRuns.isIntact(directory.history(), files.seals(), 7)).isFalse();
    }

    /** A disk that ignores case answers as this one does when the other name is taken. */
    @Test
    void nodesThatDifferInCaseAloneAreNamedOnADiskThatIgnoresIt() throws IOException {
        RunDirectory directory = RunDirectory.create(temp.resolve("run"));
        try (HistoryFiles files = new HistoryFiles(directory, 7)) {
            files.process("A.0");
            Files.createFile(directory.processFile("a.0"));
            Files.createFile(directory.processFile("b.0"));

            assertThatThrownBy(() -> files.process("a.0"))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("A.0.jsonl");
            assertThatThrownBy(() -> files.process("b.0")).hasCauseInstanceOf(FileAlreadyExistsException.class);
        }
    }
}
