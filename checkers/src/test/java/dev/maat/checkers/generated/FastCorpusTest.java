package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.naive.NaiveTwins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A few hundred fixed histories whose verdicts the naive twins give once; judging them again takes little time, so every
 * mutant of a checker is shown all of them.
 */
class FastCorpusTest {
    private static final int RANDOM = 160;
    private static final int SINGLE_TRIES = 60;
    private static final Map<History, Map<String, String>> CORPUS = new LinkedHashMap<>();

    static {
        for (long seed = 1; seed <= RANDOM; seed++) {
            add(RandomHistories.corrupted(seed));
        }
        SingleCorruption.all().forEach(FastCorpusTest::addSingle);
    }

    private static void add(List<String> lines) {
        CORPUS.put(Histories.parse(RandomHistories.text(lines)), NaiveTwins.judge(lines));
    }

    /** The first history that a corruption fits, as it was and as it became. */
    private static void addSingle(SingleCorruption corruption) {
        for (long seed = 1; seed <= SINGLE_TRIES; seed++) {
            Random random = RandomHistories.random(seed);
            Script script = corruption.ideal(random);
            if (corruption.apply(new Anatomy(script, random))) {
                script.recount();
                add(script.interleaved(random));
                return;
            }
        }
    }

    @Test
    void theCheckersGiveTheVerdictsOfTheTwins() {
        CORPUS.forEach((history, naive) -> assertThat(Twins.disagreements(Twins.fast(history), naive))
                .as(() -> HistoryWriter.text(history))
                .isEmpty());
        assertThat(CORPUS).hasSizeGreaterThan(RANDOM + 30);
    }
}
