package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.run.RunDirectory;
import java.nio.charset.StandardCharsets;
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
}
