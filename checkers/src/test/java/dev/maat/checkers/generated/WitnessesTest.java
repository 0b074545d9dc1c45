package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every witness alone still violates the property, for the naive twin too, with the same sentence. {@code
 * -Dmaat.histories} and {@code -Dmaat.firstSeed} as for {@link TwinsAgreeTest}.
 */
class WitnessesTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 400);
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);
    private static final int SHOWN = 2;
    private static final long FIRST_VIOLATING_SEED = firstViolatingSeed();

    private final Map<String, List<String>> insufficient = new TreeMap<>();
    private final Map<String, Integer> judged = new TreeMap<>();

    @Test
    void aWitnessAloneStillViolatesForTheNaiveTwin() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            checkWitnesses(seed, RandomHistories.corrupted(seed));
        }
        assertThat(insufficient).isEmpty();
        assertThat(judged).as("properties with a witness").hasSizeGreaterThan(30);
    }

    @Test
    void aWitnessOfAGroupWhoseNodesResumeStillViolatesAlone() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 2; seed++) {
            checkWitnesses(seed, RandomHistories.resuming(seed));
        }
        assertThat(insufficient).isEmpty();
        assertThat(judged).as("properties with a witness").hasSizeGreaterThan(10);
    }

    @Test
    void aWitnessOfAHistoryThatLacksALogStillViolatesAlone() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 2; seed++) {
            checkWitnesses(seed, RandomHistories.withoutALog(seed));
        }
        assertThat(insufficient).isEmpty();
        assertThat(judged).as("properties with a witness").containsKey("agreement");
    }

    private void checkWitnesses(long seed, List<String> lines) {
        History whole = Histories.parse(RandomHistories.text(lines));
        for (PropertyResult result : Judge.judge(whole).properties()) {
            PropertyId property = PropertyId.judged(result.id());
            if (result.verdict() == Verdict.VIOLATED && property != null) {
                judged.merge(result.id(), 1, Integer::sum);
                check(seed, whole, result, property);
            }
        }
    }

    @Test
    void theSmallestHistoryTellsTheSameAndNeedsAllItsLines() {
        int found = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 10; seed++) {
            History whole = Histories.parse(RandomHistories.text(RandomHistories.corrupted(seed)));
            for (PropertyResult result : Judge.judge(whole).properties()) {
                if (result.verdict() == Verdict.VIOLATED) {
                    isSmallest(seed, Witnesses.smallest(whole, result), result);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void withoutAWitnessTheWholeHistoryIsSearchedForTheSmallest() {
        History whole = Histories.parse(RandomHistories.text(RandomHistories.corrupted(FIRST_VIOLATING_SEED)));
        PropertyResult told = Judge.judge(whole).properties().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .findFirst()
                .orElseThrow();
        PropertyResult lost = new PropertyResult(
                told.id(), told.definition(), told.verdict(), 0, 0, 1, false, told.sentence(), List.of());

        History smallest = Witnesses.smallest(whole, lost);

        assertThat(Checkers.told(smallest, property(told))).contains(told.sentence());
        assertThat(smallest.eventCount())
                .isLessThan(whole.eventCount() / 2)
                .isLessThanOrEqualTo(told.witness().size());
    }

    private static void isSmallest(long seed, History smallest, PropertyResult result) {
        PropertyId property = property(result);
        List<String> lines = HistoryWriter.text(smallest).lines().toList();
        String about = "seed %d, %s:%n%s".formatted(seed, result.id(), String.join("\n", lines));
        assertThat(Checkers.told(smallest, property)).as(about).contains(result.sentence());
        assertThat(smallest.header().json()).contains("\"violates\":\"" + result.id() + "\"");
        assertThat(NaiveTwins.judge(lines).get(result.id())).as(about).isIn("violated", "either");
        for (int i = 1; i < lines.size(); i++) {
            List<String> fewer = new ArrayList<>(lines);
            String line = fewer.remove(i);
            String message = line.replaceFirst(".*(\"m\":\"[^\"]*\").*", "$1");
            if (line.contains("\"e\":\"send\"") && fewer.stream().anyMatch(l -> isReturn(l) && l.contains(message))) {
                continue;
            }
            assertThat(told(fewer, property))
                    .as("without line %d of %s", i + 1, about)
                    .doesNotContain(result.sentence());
        }
    }

    private static long firstViolatingSeed() {
        for (long seed = 1; ; seed++) {
            History history = Histories.parse(RandomHistories.text(RandomHistories.corrupted(seed)));
            if (Judge.judge(history).properties().stream().anyMatch(r -> r.verdict() == Verdict.VIOLATED)) {
                return seed;
            }
        }
    }

    private static boolean isReturn(String line) {
        return line.contains("\"e\":\"sent\"") || line.contains("\"e\":\"failed\"");
    }

    /** A line that can be left out must not have been kept; closed lines count the lines that are left. */
    private static List<String> told(List<String> lines, PropertyId property) {
        List<String> recounted = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines) {
            String process = line.startsWith("{\"p\":") ? line.substring(6, line.indexOf(',')) : "";
            int before = counts.merge(process, 1, Integer::sum) - 1;
            recounted.add(line.replaceAll("(\"e\":\"closed\",\"events\":)\\d+", "$1" + before));
        }
        try {
            return Checkers.told(Histories.parse(RandomHistories.text(recounted)), property);
        } catch (HistoryInputException noHistory) {
            return List.of();
        }
    }

    private static PropertyId property(PropertyResult result) {
        return Arrays.stream(PropertyId.values())
                .filter(property -> property.id().equals(result.id()))
                .findFirst()
                .orElseThrow();
    }

    private void check(long seed, History whole, PropertyResult result, PropertyId property) {
        History alone = Witnesses.alone(whole, result.witness());
        List<String> text = HistoryWriter.text(alone).lines().toList();
        String naive = NaiveTwins.judge(text).get(result.id());
        List<String> told = Checkers.told(alone, property);
        // A view of two seqs: which of them places it on the path is left open.
        boolean leftOpen = "either".equals(naive);
        if (!leftOpen && (!"violated".equals(naive) || !told.contains(result.sentence()))) {
            List<String> seeds = insufficient.computeIfAbsent(result.id(), absent -> new ArrayList<>());
            if (seeds.size() < SHOWN) {
                seeds.add("%nseed %d: '%s', alone naive %s, told %s%n%s"
                        .formatted(seed, result.sentence(), naive, told, String.join("\n", text)));
            }
        }
    }
}
