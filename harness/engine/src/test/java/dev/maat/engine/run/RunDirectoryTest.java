package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void anEarlierRunIsReplacedCompletely() throws IOException {
        RunDirectory first = RunDirectory.create(temp.resolve("a"));
        Files.writeString(first.processFile("n9.0"), "{}\n");
        Files.writeString(first.verdict(), "{}");

        RunDirectory second = RunDirectory.create(temp.resolve("a"));

        assertThat(second.history()).isEmptyDirectory();
        assertThat(second.verdict()).doesNotExist();
    }

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        RunDirectory.create(temp);
        Path verdict = Files.writeString(temp.resolve("verdict.json"), "{}");
        Files.writeString(temp.resolve("thesis.tex"), "years");

        assertThatThrownBy(() -> RunDirectory.create(temp))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("thesis.tex")
                .hasMessageContaining("--out");
        assertThat(verdict).exists();
    }

    @Test
    void aFolderWithoutTheMarkIsNotMaatsWhateverItsFilesAreCalled() throws IOException {
        Path report = Files.writeString(temp.resolve("report.html"), "mine");
        Path log =
                Files.writeString(Files.createDirectories(temp.resolve("logs")).resolve("a.log"), "mine");

        assertThatThrownBy(() -> RunDirectory.create(temp))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(".maat-results")
                .hasMessageContaining("--out");
        assertThatThrownBy(() -> RunDirectory.lock(temp)).isInstanceOf(ArgumentException.class);
        assertThat(report).exists();
        assertThat(log).exists();
        assertThat(temp.resolve(".maat-lock")).doesNotExist();
    }

    @Test
    void twoRunsCannotHaveOneFolder() throws IOException {
        Path folder = temp.resolve("a");
        try (FolderLock first = RunDirectory.lock(folder)) {
            RunDirectory.create(folder);
            assertThatThrownBy(() -> RunDirectory.lock(folder))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("another run");
            assertThat(first).isNotNull();
        }
        RunDirectory.lock(folder).close();
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "");

        assertThatThrownBy(() -> RunDirectory.create(file)).isInstanceOf(ArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../n1.0", "a/n1.0", ".n1.0", "/etc/n1.0", "harness"})
    void aProcessNameThatCannotBeAFileNameIsRefused(String process) {
        RunDirectory directory = RunDirectory.create(temp.resolve("a"));

        assertThatThrownBy(() -> directory.processFile(process)).isInstanceOf(IllegalArgumentException.class);
    }
}
