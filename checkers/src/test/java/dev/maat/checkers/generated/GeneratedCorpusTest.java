package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The verdicts in the transcripts are those of the naive twins too. */
class GeneratedCorpusTest {
    @Test
    void theCheckersGiveTheVerdictsOfTheTwins() {
        Map<String, List<String>> corpus = GeneratedCorpus.histories();
        corpus.forEach((name, lines) -> assertThat(Twins.disagreements(lines))
                .as(() -> name + ":\n" + RandomHistories.text(lines))
                .isEmpty());
        assertThat(corpus).hasSizeGreaterThan(250);
    }
}
