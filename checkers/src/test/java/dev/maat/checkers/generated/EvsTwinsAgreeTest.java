package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Fast checkers and naive twins, all of them, on random histories with transitional configurations. Takes {@code
 * -Dmaat.histories} and {@code -Dmaat.firstSeed} as {@link TwinsAgreeTest} does, and {@code -Dmaat.showEvs=SEED}.
 */
class EvsTwinsAgreeTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 1_500);
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);
    private static final Set<String> EVS = Set.of(
            "evs-basic-delivery",
            "evs-configuration-change",
            "evs-self-delivery",
            "evs-failure-atomicity",
            "evs-causal",
            "evs-agreed",
            "evs-safe");

    @Test
    void validHistoriesBreakNoEvsProperty() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 10; seed++) {
            Random random = new Random(seed);
            List<String> lines = EvsHistories.make(random).interleaved(random);
            Map<String, String> naive = NaiveTwins.judge(lines);
            assertThat(naive).containsKeys(EVS.toArray(String[]::new));
            naive.keySet().retainAll(EVS);
            assertThat(naive).as("seed %d:%n%s", seed, String.join("\n", lines)).doesNotContainValue("violated");
        }
    }

    @Test
    void checkersAndTwinsAgreeAndSomeCorruptionBreaksEveryProperty() {
        List<String> disagreements = new ArrayList<>();
        Set<String> broken = new TreeSet<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            List<String> corruptions = new ArrayList<>();
            List<String> lines = EvsHistories.corrupted(seed, corruptions);
            Map<String, String> fast = Twins.fast(lines);
            Map<String, String> naive = NaiveTwins.judge(lines);
            for (Map.Entry<String, String> judged : naive.entrySet()) {
                String word = fast.get(judged.getKey());
                if (!judged.getValue().equals("either") && !judged.getValue().equals(word)) {
                    disagreements.add("%nseed %d %s, %s: fast %s, naive %s"
                            .formatted(seed, corruptions, judged.getKey(), word, judged.getValue()));
                }
                if (judged.getValue().equals("violated")) {
                    broken.add(judged.getKey());
                }
            }
        }
        assertThat(disagreements.subList(0, Math.min(30, disagreements.size())))
                .as("of %d", disagreements.size())
                .isEmpty();
        assertThat(broken).containsAll(EVS);
    }

    @Test
    void everyWitnessAloneStillViolatesAndTheTwinAgrees() {
        List<String> insufficient = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 2; seed++) {
            History whole = Histories.parse(RandomHistories.text(EvsHistories.corrupted(seed, new ArrayList<>())));
            for (PropertyResult result : Judge.judge(whole).properties()) {
                if (result.verdict() != Verdict.VIOLATED || !EVS.contains(result.id())) {
                    continue;
                }
                History alone = Witnesses.alone(whole, result.witness());
                List<String> lines = HistoryWriter.text(alone).lines().toList();
                String naive = NaiveTwins.judge(lines).get(result.id());
                List<String> told = Checkers.told(alone, PropertyId.named(result.id()));
                if (!naive.equals("violated") || !told.contains(result.sentence())) {
                    insufficient.add("%nseed %d: '%s', alone naive %s, told %s%n%s"
                            .formatted(seed, result.sentence(), naive, told, String.join("\n", lines)));
                }
            }
        }
        assertThat(insufficient.subList(0, Math.min(5, insufficient.size())))
                .as("of %d", insufficient.size())
                .isEmpty();
    }

    @Test
    void aSeedGivesTheSameHistoryAgain() {
        long seed = Long.getLong("maat.showEvs", FIRST_SEED);
        List<String> first = EvsHistories.corrupted(seed, new ArrayList<>());
        assertThat(EvsHistories.corrupted(seed, new ArrayList<>())).isEqualTo(first);
        if (System.getProperty("maat.showEvs") != null) {
            System.out.println(String.join("\n", first));
        }
    }
}
