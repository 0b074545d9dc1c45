package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatTakesFilesIsNoTroubleAndStaysEmpty() throws IOException {
        assertThat(TemporaryFolder.trouble(folder)).isNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anInterruptIsNoTroubleOfTheFolder() {
        Thread.currentThread().interrupt();
        try {
            assertThat(TemporaryFolder.trouble(folder)).isNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aMissingFolderIsNamedWithTheRemedy() {
        Path missing = folder.resolve("missing");

        assertThat(TemporaryFolder.trouble(missing))
                .contains(missing + ", does not exist; make it", "MAAT_JVM=-Djava.io.tmpdir=DIR");
    }

    @Test
    void aFileInTheFoldersPlaceIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(TemporaryFolder.trouble(file)).contains(file + ", does not exist");
    }

    /** Linux has a folder that takes no file, whoever asks. */
    @Test
    void aFolderThatTakesNoFilesIsNamedWithTheReason() {
        assertThat(TemporaryFolder.trouble(Path.of("/proc")))
                .startsWith("the folder for temporary files, /proc, ")
                .contains("MAAT_JVM=-Djava.io.tmpdir=DIR");
    }
}
