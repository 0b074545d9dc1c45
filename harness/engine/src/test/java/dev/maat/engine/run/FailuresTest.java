package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aFullDiskHasARemedy() {
        UncheckedIOException full =
                new UncheckedIOException("h.jsonl: cannot be written", new IOException("No space left on device"));

        assertThat(Failures.ofFiles(full)).contains("h.jsonl", "the disk is full", "--out");
        assertThat(Failures.ofFiles(new IllegalStateException("no file"))).isNull();
    }

    @Test
    void aFailureIsDescribedInOneLine() {
        assertThat(Failures.describe(new IllegalStateException("the engine said:\n  no such image\n")))
                .isEqualTo("the engine said: no such image");
    }

    @Test
    void aFailureWithoutASentenceIsNamedByItsKind() {
        assertThat(Failures.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Failures.describe(new NumberFormatException("x1"))).isEqualTo("NumberFormatException: x1");
        assertThat(Failures.describe(new NoSuchFileException("/a b"))).isEqualTo("NoSuchFileException: /a b");
    }
}
