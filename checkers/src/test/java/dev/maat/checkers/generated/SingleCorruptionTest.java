package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.naive.NaiveTwins;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property of the catalogue can be broken alone, and then exactly that property is found to be violated. */
class SingleCorruptionTest {
    private static final int APPLIED = Integer.getInteger("maat.applied", 12);
    private static final int TRIES = 300 * APPLIED;

    static List<SingleCorruption> all() {
        return SingleCorruption.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCorruptionBreaksItsPropertyAndNoOther(SingleCorruption corruption) {
        Set<String> allowed = new TreeSet<>(Set.of(corruption.breach().breaks().id()));
        corruption.breach().implies().keySet().forEach(property -> allowed.add(property.id()));
        Set<String> seen = new TreeSet<>();
        int applied = 0;
        for (long seed = 1; applied < APPLIED; seed++) {
            assertThat(seed).as("histories tried, %d of them fit", applied).isLessThan(TRIES);
            Random random = RandomHistories.random(seed);
            Script script = corruption.breach().ideal().apply(random);
            Anatomy anatomy = new Anatomy(script, random);
            String before = RandomHistories.text(script.interleaved(RandomHistories.random(seed)));
            if (!corruption.apply(anatomy)) {
                continue;
            }
            applied++;
            script.recount();
            List<String> lines = script.interleaved(RandomHistories.random(seed));
            Set<String> violated = violated(RandomHistories.text(lines), corruption);
            assertThat(violated(before, corruption)).as("seed %d, before", seed).isEmpty();
            assertThat(violated)
                    .as("seed %d, by the checkers:%n%s", seed, String.join("\n", lines))
                    .contains(corruption.breach().breaks().id())
                    .isSubsetOf(allowed);
            Set<String> naive = naive(lines, corruption);
            assertThat(naive).as("seed %d, by the naive twins", seed).isEqualTo(violated);
            seen.addAll(violated);
        }
        assertThat(seen)
                .as("an implied one that is never broken is not implied")
                .isEqualTo(allowed);
    }

    @Test
    void everyPropertyOfTheCatalogueHasACorruption() {
        Set<PropertyId> broken = new LinkedHashSet<>();
        all().forEach(corruption -> broken.add(corruption.breach().breaks()));
        List<PropertyId> judged = new ArrayList<>();
        for (PropertyId property : PropertyId.values()) {
            if (property != PropertyId.TOTAL_ORDER_OF_CORE) {
                judged.add(property);
            }
        }
        assertThat(broken).containsAll(judged);
    }

    private static Set<String> violated(String text, SingleCorruption corruption) {
        Set<String> violated = new TreeSet<>();
        Judge.judge(Histories.parse(text)).properties().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .map(PropertyResult::id)
                .forEach(violated::add);
        return promised(violated, corruption);
    }

    private static Set<String> naive(List<String> lines, SingleCorruption corruption) {
        Set<String> violated = new TreeSet<>();
        List<String> listed = Judge.judge(Histories.parse(RandomHistories.text(lines))).properties().stream()
                .map(PropertyResult::id)
                .toList();
        NaiveTwins.judge(lines, listed).forEach((id, word) -> {
            if (word.equals("violated")) {
                violated.add(id);
            }
        });
        return promised(violated, corruption);
    }

    private static Set<String> promised(Set<String> violated, SingleCorruption corruption) {
        corruption.notPromised().forEach(property -> violated.remove(property.id()));
        return violated;
    }
}
