package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.TooLargeException;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.history.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckersTest {
    /** The result of a checker that finds a violation or none, and then does something else. */
    private static PropertyResult judged(boolean violated, Runnable then) {
        Facts facts = new Facts(Brief.history("n1: view 1 n1"));
        return JudgingRound.judge(facts, new Checker() {
            @Override
            public PropertyId property() {
                return PropertyId.FIFO;
            }

            @Override
            public void check(Facts same, Findings findings) {
                findings.applicable(true);
                if (violated) {
                    findings.violated("n1.0 broke it", witness -> {});
                }
                then.run();
            }
        });
    }

    private static void endless() {
        endless();
    }

    @Test
    void aPropertyWhoseCheckerFailsIsUnknownWhateverItHadFound() {
        for (boolean violated : new boolean[] {false, true}) {
            PropertyResult result = judged(violated, () -> {
                throw new IllegalStateException("no such row");
            });
            assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.sentence()).startsWith("its checker failed: ").contains("no such row");
            assertThat(result.violations()).isZero();
        }
    }

    @Test
    void aPropertyWhoseCheckerRunsOutOfStackIsUnknown() {
        PropertyResult result = judged(false, CheckersTest::endless);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.sentence()).contains("StackOverflowError");
    }

    @Test
    void aHistoryThatIsTooLargeIsUnknownUnlessAViolationWasFoundBefore() {
        Runnable tooLarge = () -> {
            throw new TooLargeException("too large: a larger heap would do");
        };
        assertThat(judged(false, tooLarge).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judged(false, tooLarge).sentence()).isEqualTo("too large: a larger heap would do");
        assertThat(judged(true, tooLarge).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judged(true, tooLarge).sentence()).isEqualTo("n1.0 broke it");
    }

    @Test
    void aCheckerThatEndsReturnsItsFindings() {
        assertThat(judged(false, () -> {}).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(judged(true, () -> {}).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aListenerIsToldOnceOfEachPartAndItsDuration() {
        History history =
                Brief.history("n1: view 1 n1 n2, send 1, sent 1, deliver n1:1", "n2: view 1 n1 n2, deliver n1:1");
        Map<String, Long> parts = new LinkedHashMap<>();
        long began = System.nanoTime();
        Map<PropertyId, ?> results = Checkers.judge(
                history, (part, nanos) -> assertThat(parts.put(part, nanos)).isNull());
        long tookNanos = System.nanoTime() - began;

        assertThat(results).hasSameSizeAs(PropertyId.values());
        assertThat(parts).containsKeys("facts", "fifo", "evs-safe");
        results.keySet().forEach(property -> assertThat(parts).containsKey(property.id()));
        assertThat(parts.keySet())
                .filteredOn(part -> part.startsWith("facts: "))
                .isNotEmpty();
        assertThat(parts.values()).allMatch(nanos -> nanos >= 0 && nanos <= tookNanos);
    }
}
