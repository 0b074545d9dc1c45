package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
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
