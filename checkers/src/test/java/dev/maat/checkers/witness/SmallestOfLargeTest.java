package dev.maat.checkers.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallestOfLargeTest {
    private final History whole = Histories.parse("""
            {"format":"maat-history","version":1,"claims":"reliable"}
            {"p":"n1.0","t":1,"e":"start"}
            {"p":"n1.0","t":2,"e":"send","m":"n1.0:1"}
            {"p":"n1.0","t":3,"e":"sent","m":"n1.0:1"}
            {"p":"n2.0","t":1,"e":"start"}
            {"p":"n2.0","t":4,"e":"deliver","m":"n1.0:1"}
            {"p":"n2.0","t":5,"e":"deliver","m":"n1.0:1"}
            """);
    private final PropertyResult told = Judge.judge(whole).properties().stream()
            .filter(result -> result.id().equals(PropertyId.NO_DUPLICATION.id()))
            .findFirst()
            .orElseThrow();

    @Test
    void aHistoryAboveTheBoundIsNotSearchedAndTheHeaderSaysSo() {
        PropertyResult insufficient = withWitness(told.witness().subList(0, 1));

        History smallest = Witnesses.smallest(whole, insufficient, 100, () -> false, (int) whole.eventCount() - 1);

        assertThat(smallest.eventCount()).isEqualTo(1);
        assertThat(Witnesses.insufficient(smallest)).contains("does not tell the violation", "more than");
    }

    @Test
    void aHistoryAtTheBoundIsSearched() {
        PropertyResult insufficient = withWitness(told.witness().subList(0, 1));

        History smallest = Witnesses.smallest(whole, insufficient, 100, () -> false, (int) whole.eventCount());

        assertThat(Witnesses.insufficient(smallest)).isEmpty();
        assertThat(smallest.eventCount()).isEqualTo(told.witness().size());
    }

    @Test
    void aSufficientWitnessIsSearchedHoweverLargeTheHistory() {
        History smallest = Witnesses.smallest(whole, told, 100, () -> false, 0);

        assertThat(Witnesses.insufficient(smallest)).isEmpty();
    }

    private PropertyResult withWitness(List<WitnessEvent> witness) {
        return new PropertyResult(
                told.id(), told.definition(), told.verdict(), 0, 0, 1, false, told.sentence(), witness);
    }
}
