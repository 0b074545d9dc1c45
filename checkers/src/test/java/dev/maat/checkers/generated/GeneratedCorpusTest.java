package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the transcripts keep is what the naive twins find too. */
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
