package dev.maat.checkers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.naive.NaiveTwins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticHistoryTest {
    @ParameterizedTest
    @EnumSource
    void everyPropertyOfTheCatalogueHoldsOnASyntheticHistory(Shape shape) throws IOException {
        String text = text(5_000, 4, 7, shape);
        History history = Histories.parse(text);
        Judgement judgement = Judge.judge(history);
        assertThat(judgement.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(judgement.properties())
                .filteredOn(one -> shape != Shape.CAUSAL || !one.id().matches(".*(total|prefix)-order.*"))
                .extracting(PropertyResult::verdict)
                .doesNotContain(Verdict.VIOLATED, Verdict.UNKNOWN);
        assertThat(history.eventCount()).isCloseTo(5_000L, within(100L));
    }

    @ParameterizedTest
    @EnumSource
    void theTwinsFindNoViolationEither(Shape shape) throws IOException {
        List<String> lines = text(300, 3, 5, shape).lines().toList();
        assertThat(NaiveTwins.judge(lines).entrySet())
                .filteredOn(one -> shape != Shape.CAUSAL || !one.getKey().matches(".*(total|prefix)-order.*"))
                .noneMatch(one -> one.getValue().equals("violated"));
    }

    private static String text(long events, int nodes, int views, Shape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SyntheticHistory(events, nodes, views, shape).writeTo(out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
