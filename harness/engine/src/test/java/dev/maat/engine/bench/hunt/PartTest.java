package dev.maat.engine.bench.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.reading.HistoryReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
    @Test
    void readersAndTheModelThatTheyFillAreReading() {
        assertThat(Part.of(List.of("java.lang.String", HistoryReader.class.getName())))
                .isEqualTo(Part.READING);
        assertThat(Part.of(List.of("java.util.HashMap", HistoryBuilder.class.getName())))
                .isEqualTo(Part.READING);
    }

    @Test
    void aJudgeThatLooksAtTheModelIsJudging() {
        assertThat(Part.of(List.of(HistoryBuilder.class.getName(), Checkers.class.getName())))
                .isEqualTo(Part.JUDGING);
    }
}
