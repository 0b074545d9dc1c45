package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shortOutputIsKeptWithoutTheSpaceAroundIt() {
        assertThat(Excerpt.of("one\n two\n\n")).isEqualTo("one\n two");
        assertThat(Excerpt.of(" \n")).isEmpty();
    }

    @Test
    void theLastLinesOfLongOutputAreKept() {
        assertThat(Excerpt.of("line\n".repeat(500) + "the end"))
                .startsWith("... line\n")
                .endsWith("\nthe end")
                .hasLineCount(20);
    }

    @Test
    void aLineOfAnyLengthIsCut() {
        assertThat(Excerpt.of("x".repeat(1_000_000) + "the end")).hasSize(2_004).endsWith("the end");
        assertThat(Excerpt.of("x\ud83d\ude00".repeat(5_000)).codePoints())
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void charactersThatCouldRewriteAScreenAreReplaced() {
        assertThat(Excerpt.of("a\u001b[2Jb\r\u2028c\u202ed\tc")).isEqualTo("a [2Jb ?c?d c");
    }
}
