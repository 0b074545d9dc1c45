package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
    @Test
    void seedsAreNumbersAndRanges() {
        assertThat(Seeds.parse("7")).containsExactly(7L);
        assertThat(Seeds.parse("7, 100..102,-3")).containsExactly(7L, 100L, 101L, 102L, -3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1..", "5..1", "1,,2", "1..99999999999"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Seeds.parse(text)).hasMessageContaining("\"1..20\"");
    }
}
