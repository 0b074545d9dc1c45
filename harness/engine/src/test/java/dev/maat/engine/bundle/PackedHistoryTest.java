package dev.maat.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedHistoryTest {
    @TempDir
    private Path folder;

    @Test
    void aLogThatIsTooLongIsRefusedBeforeItIsRead() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("n1.0.jsonl").toFile(), "rw")) {
            sparse.setLength(PackedHistory.MAX_LOG_BYTES + 1L);
        }

        assertThatThrownBy(() -> PackedHistory.of(folder, true))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("longer than a bundle takes");
    }

    @Test
    void aLogOfAStrangeNameIsRefused() throws IOException {
        Files.writeString(folder.resolve("n 1.jsonl"), "");

        assertThatThrownBy(() -> PackedHistory.of(folder, true)).hasStackTraceContaining("no log of this name");
    }

    @Test
    void aFolderWithoutLogsIsNoHistory() {
        assertThat(PackedHistory.of(folder, true).sha256()).isEqualTo(PackedHistory.NONE.sha256());
    }

    @Test
    void aBundleHoldsNoMoreRunsThanItHasEntries() {
        assertThat(BundleWriter.mayHold(30_000, 100)).isTrue();
        assertThat(BundleWriter.mayHold(33_000, 0)).isFalse();
        assertThat(BundleWriter.mayHold(12_000, 12_000)).isFalse();
    }
}
