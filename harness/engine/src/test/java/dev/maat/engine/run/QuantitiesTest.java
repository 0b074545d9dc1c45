package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void aCountHasSeparators() {
        assertThat(Quantities.count(1_200_000)).isEqualTo("1,200,000");
    }

    @Test
    void aDurationOfAMinuteOrMoreIsInMinutesAndSeconds() {
        assertThat(Quantities.duration(840_000_000L)).isEqualTo("0.8 s");
        assertThat(Quantities.duration(125_000_000_000L)).isEqualTo("2 min 5 s");
    }
}
