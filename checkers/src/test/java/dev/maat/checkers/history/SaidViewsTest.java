package dev.maat.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaidViewsTest {
    private final SaidViews said = new SaidViews();

    @Test
    void deliveriesInOneViewAreStoredOnce() {
        for (int index = 3; index < 10_000; index++) {
            said.says(index, index < 5_000 ? "7" : "8");
        }
        assertThat(said.changes()).isEqualTo(2);
        assertThat(said.at(2)).isNull();
        assertThat(said.at(3)).isEqualTo("7");
        assertThat(said.at(4_999)).isEqualTo("7");
        assertThat(said.at(5_000)).isEqualTo("8");
    }

    @Test
    void aDeliveryThatNamesNoViewHasNoneAlthoughItsNeighboursNameOne() {
        said.says(1, "7");
        said.says(2, null);
        said.says(3, "7");
        assertThat(said.at(1)).isEqualTo("7");
        assertThat(said.at(2)).isNull();
        assertThat(said.at(3)).isEqualTo("7");
    }

    @Test
    void theLastCallForAnIndexCounts() {
        said.says(1, "7");
        said.says(2, null);
        said.says(2, "7");
        assertThat(said.at(2)).isEqualTo("7");
        assertThat(said.changes()).isEqualTo(1);
    }

    @Test
    void aLogWithoutNamedViewsStoresNone() {
        said.says(1, null);
        assertThat(said.any()).isFalse();
    }
}
