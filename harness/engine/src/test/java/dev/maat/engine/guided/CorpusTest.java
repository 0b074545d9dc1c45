package dev.maat.engine.guided;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private final Corpus corpus = new Corpus();

    private static Scenario scenario(long seed) {
        return Scenario.of("fake", "membership", "fifo", 3, seed, Workload.of(20, 300));
    }

    private boolean offer(long seed, int... signs) {
        return corpus.offer(scenario(seed), new Summary(signs));
    }

    @Test
    void onlyAScenarioThatShowsANewSignIsKept() {
        assertThat(offer(1, 1, 2)).isTrue();
        assertThat(offer(2, 1, 2)).isFalse();
        assertThat(offer(3, 2, 3)).isTrue();

        assertThat(corpus.size()).isEqualTo(2);
        assertThat(corpus.signs()).isEqualTo(3);
    }

    @Test
    void aScenarioWithRareSignsIsChosenMoreOftenThanOneWithCommonSigns() {
        offer(1, 1);
        for (int again = 0; again < 20; again++) {
            offer(1, 1);
        }
        offer(2, 1, 2, 3, 4);

        int rare = 0;
        for (int i = 0; i < 100; i++) {
            rare += corpus.choose(i / 100.0).seed() == 2 ? 1 : 0;
        }
        assertThat(rare).isGreaterThan(80);
    }

    @Test
    void aScenarioThatWasChosenOftenMakesRoomForOthers() {
        offer(1, 1, 2);
        offer(2, 3, 4);

        assertThat(corpus.choose(0.49).seed()).isEqualTo(1);
        assertThat(corpus.choose(0.49).seed()).isEqualTo(2);
    }

    @Test
    void theCorpusIsBounded() {
        for (int seed = 1; seed <= 1_000; seed++) {
            offer(seed, seed);
        }

        assertThat(corpus.size()).isEqualTo(256);
        assertThat(corpus.signs()).isEqualTo(1_000);
    }
}
