package dev.maat.reference.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    /** Steps of up to twice the window, up and down, against a set of all numbers that have arrived. */
    @Property
    void aNumberWithinTheWindowIsFirstOnceAndOneBelowItNever(
            @ForAll @Size(max = 200) List<@IntRange(min = -8_192, max = 8_192) Integer> steps) {
        ReplayWindow window = new ReplayWindow();
        Set<Long> arrived = new HashSet<>();
        long highest = 0;
        long number = 1;
        for (int step : steps) {
            number = Math.max(1, number + step);
            boolean below = number <= highest - ReplayWindow.NUMBERS;
            boolean isNew = arrived.add(number);
            assertThat(window.isFirst(number)).as("%d", number).isEqualTo(isNew && !below);
            highest = Math.max(highest, number);
        }
    }

    @Test
    void noNumberBelowOneIsEverFirst() {
        ReplayWindow window = new ReplayWindow();

        assertThat(window.isFirst(0)).isFalse();
        assertThat(window.isFirst(-1)).isFalse();
        assertThat(window.isFirst(Long.MIN_VALUE)).isFalse();
        assertThat(window.isFirst(Long.MAX_VALUE)).isTrue();
        assertThat(window.isFirst(1)).isFalse();
    }
}
