package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Fast checkers and naive twins on random histories. {@code -Dmaat.histories=1000000} goes on for longer; {@code
 * -Dmaat.firstSeed=N} begins elsewhere.
 */
class TwinsAgreeTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 1_500);
    private static final int SHOWN = 5;
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);

    @Test
    void anIdealGroupKeepsAllThatItClaims() {
        Map<String, Set<String>> verdicts = new TreeMap<>();
        List<List<String>> kinds = Shape.kinds();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 3; seed++) {
            Random random = RandomHistories.random(seed);
            List<String> kind = kinds.get((int) (seed % kinds.size()));
            Shape shape = Shape.of(kind.get(0), kind.get(1), random);
            List<String> lines = ValidHistories.make(random, shape).interleaved(random);
            History history = Histories.parse(RandomHistories.text(lines));
            Profile profile = Profiles.named(shape.profile());

            Map<String, String> naive = NaiveTwins.judge(lines);

            assertThat(profile.properties(history).stream()
                            .map(PropertyId::id)
                            .filter(id -> "violated".equals(naive.get(id))))
                    .as("seed %d, %s:%n%s", seed, shape, String.join("\n", lines))
                    .isEmpty();
            Judgement judgement = profile.check(history);
            assertThat(judgement.verdict())
                    .as("seed %d, %s: %s", seed, shape, judgement.reasons())
                    .isNotEqualTo(Verdict.VIOLATED);
            verdicts.computeIfAbsent(shape.membership() + " " + shape.profile(), absent -> new TreeSet<>())
                    .add(judgement.verdict().word());
        }
        assertThat(verdicts).hasSize(Set.copyOf(kinds).size());
        assertThat(verdicts).allSatisfy((shape, words) -> assertThat(words).contains("holds"));
    }

    @Test
    void anIdealGroupWhoseNodesResumeKeepsAllThatItClaims() {
        Set<String> words = new TreeSet<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 6; seed++) {
            Random random = RandomHistories.random(seed);
            Shape shape = Shape.anyResuming(random);
            List<String> lines = ValidHistories.makeLong(random, shape).interleaved(random);
            Judgement judgement = Profiles.named(shape.profile()).check(Histories.parse(RandomHistories.text(lines)));
            assertThat(judgement.verdict())
                    .as("seed %d, %s: %s%n%s", seed, shape, judgement.reasons(), String.join("\n", lines))
                    .isNotEqualTo(Verdict.VIOLATED);
            words.add(judgement.verdict().word());
        }
        assertThat(words).contains("holds");
    }

    @Test
    void checkersAndTwinsAgreeOnGroupsWhoseNodesResume() {
        Map<String, String> disagreements = new TreeMap<>();
        Set<String> violated = new TreeSet<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 3; seed++) {
            List<Corruption> corruptions = new ArrayList<>();
            List<String> lines = RandomHistories.resuming(seed, corruptions);
            Map<String, String> fast = Twins.fast(lines);
            String at = "%nseed %d %s: ".formatted(seed, corruptions);
            Twins.disagreements(fast, NaiveTwins.judge(lines))
                    .forEach((id, words) -> disagreements.putIfAbsent(id, at + words));
            fast.forEach((id, word) -> {
                if (word.equals("violated")) {
                    violated.add(id);
                }
            });
        }
        assertThat(disagreements).isEmpty();
        assertThat(violated).contains("no-duplication", "fifo", "causal", "agreement", "total-order");
    }

    @Test
    void checkersAndTwinsAgreeOnValidAndOnCorruptedHistories() {
        Map<String, List<String>> disagreements = new TreeMap<>();
        Map<Corruption, Set<String>> caught = new LinkedHashMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            long at = seed;
            List<Corruption> corruptions = new ArrayList<>();
            List<String> lines = RandomHistories.corrupted(seed, corruptions);
            Map<String, String> fast = Twins.fast(lines);
            Twins.disagreements(fast, NaiveTwins.judge(lines)).forEach((id, words) -> {
                List<String> seeds = disagreements.computeIfAbsent(id, absent -> new ArrayList<>());
                if (seeds.size() < SHOWN) {
                    seeds.add("%nseed %d %s: %s".formatted(at, corruptions, words));
                }
            });
            if (corruptions.size() == 1) {
                fast.forEach((id, word) -> {
                    if (word.equals("violated")) {
                        caught.computeIfAbsent(corruptions.get(0), c -> new TreeSet<>())
                                .add(id);
                    }
                });
            }
        }
        assertThat(disagreements).isEmpty();
        Set<String> everCaught = new TreeSet<>();
        caught.values().forEach(everCaught::addAll);
        assertThat(everCaught).as("properties broken by some corruption").hasSizeGreaterThan(10);
    }

    @Test
    void checkersAndTwinsAgreeOnHistoriesThatLackALog() {
        Map<String, String> disagreements = new TreeMap<>();
        Map<String, Set<String>> words = new TreeMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 3; seed++) {
            List<String> lines = RandomHistories.withoutALog(seed);
            Map<String, String> fast = Twins.fast(lines);
            String at = "%nseed %d: ".formatted(seed);
            Twins.disagreements(fast, NaiveTwins.judge(lines))
                    .forEach((id, both) -> disagreements.putIfAbsent(id, at + both));
            fast.forEach((id, word) ->
                    words.computeIfAbsent(id, absent -> new TreeSet<>()).add(word));
        }
        assertThat(disagreements).isEmpty();
        assertThat(words.get("membership-precision")).contains("unknown");
    }

    /** {@code -Dmaat.show=SEED} prints that history; for looking into a disagreement. */
    @Test
    void aSeedGivesTheSameHistoryAgain() {
        long seed = Long.getLong("maat.show", FIRST_SEED);
        List<String> first = RandomHistories.corrupted(seed);
        assertThat(RandomHistories.corrupted(seed)).isEqualTo(first);
        if (System.getProperty("maat.show") != null) {
            System.out.println(String.join("\n", first));
        }
    }
}
