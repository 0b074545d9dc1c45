package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.driver.Chaos;
import dev.maat.reference.parts.ReferenceParts;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many random runs with crashes, partitions, pauses, loss, joins and leaves; {@code -Dmaat.reference.seeds=N} runs more. */
class ChaosTest {
    @ParameterizedTest
    @ValueSource(strings = {"fifo", "total"})
    void whateverHappensTheLawsHoldAndTheHealedGroupGoesOn(String ordering) {
        long first = Long.getLong("maat.reference.first", 0);
        long seeds = Long.getLong("maat.reference.seeds", 150);
        Map<String, String> options = Map.of("ordering", ordering);
        long views = 0;
        long lively = 0;
        long excluded = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Chaos.Report report =
                    new Chaos(seed, () -> new ReferenceCore(ReferenceParts.STANDARD, options), options).run();
            views += report.views;
            lively += report.lively ? 1 : 0;
            excluded += report.excluded;
        }
        System.out.printf(
                "%s: %d runs, %d lively, %d installs, %d excluded%n", ordering, seeds, lively, views, excluded);
        assertThat(lively).isGreaterThan(seeds / 3);
        assertThat(views).isGreaterThan(seeds * 5);
    }
}
