package dev.maat.checkers.properties;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CausalPastTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void whatDoesNotFitIntoTheHeapIsTooLargeAndSaysSo() {
        assertThatCode(() -> CausalPast.mustFit(1_000_000, 100, GIGABYTE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> CausalPast.mustFit(2_000_000, 5_000, 8 * GIGABYTE))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("2000000 messages of 5000 processes")
                .hasMessageContaining("larger heap");
    }
}
