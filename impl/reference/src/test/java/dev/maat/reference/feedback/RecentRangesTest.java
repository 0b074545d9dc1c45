package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRangesTest {
    private static final int MOST = 32;

    @Test
    void aRangeIsCoveredUntilItsTimeIsOver() {
        RecentRanges ranges = new RecentRanges();
        ranges.add(3, 5, 100, 0);

        assertThat(ranges.covers(3, 99)).isTrue();
        assertThat(ranges.covers(5, 99)).isTrue();
        assertThat(ranges.covers(6, 99)).isFalse();
        assertThat(ranges.covers(3, 100)).isFalse();
        assertThat(ranges.nextEnd(99)).isEqualTo(100);
        assertThat(ranges.nextEnd(100)).as("none is left").isEqualTo(100);
    }

    @Test
    void theTableKeepsManyRangesAndThenLosesTheOneThatEndsSoonest() {
        RecentRanges ranges = new RecentRanges();
        for (int i = 1; i <= MOST; i++) {
            ranges.add(i, i, 1_000 + i, 0);
        }
        for (int i = 1; i <= MOST; i++) {
            assertThat(ranges.covers(i, 500)).as("range %d", i).isTrue();
        }

        ranges.add(MOST + 1, MOST + 1, 5_000, 500);

        assertThat(ranges.covers(1, 500)).isFalse();
        assertThat(ranges.covers(2, 500)).isTrue();
        assertThat(ranges.covers(MOST + 1, 500)).isTrue();
    }
}
