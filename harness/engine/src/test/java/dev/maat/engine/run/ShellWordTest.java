package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void aPlainPathIsNotQuoted() {
        assertThat(ShellWord.quote("/tmp/a-b_1.0/scenario.json")).isEqualTo("/tmp/a-b_1.0/scenario.json");
    }

    @Test
    void blanksAndQuotesAreProtectedFromTheShell() {
        assertThat(ShellWord.quote("it's a folder")).isEqualTo("'it'\\''s a folder'");
        assertThat(ShellWord.quote("")).isEqualTo("''");
    }
}
