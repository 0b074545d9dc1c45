package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LocalClockTest {
    private static final long HOUR = 3_600_000_000_000L;

    @Property
    void aTimerIsNeverEarlyAndAtMostFourNanosecondsLate(
            @ForAll @LongRange(max = HOUR) long now,
            @ForAll @LongRange(max = HOUR) long delay,
            @ForAll @LongRange(min = -100_000, max = 100_000) long driftPpm) {
        LocalClock clock = new LocalClock(12_345, driftPpm);
        long due = clock.after(now, delay);

        assertThat(clock.at(due) - clock.at(now)).isBetween(delay, delay + 4);
    }

    @Property
    void aJumpBringsATimerForwardByAsMuch(
            @ForAll @LongRange(max = HOUR) long now, @ForAll @LongRange(max = HOUR) long ahead) {
        LocalClock clock = new LocalClock(12_345, 200);
        long before = clock.at(now);
        clock.jump(ahead);

        assertThat(clock.at(now) - before).isEqualTo(ahead);
    }

    @Property
    void aClockNeverGoesBack(
            @ForAll @LongRange(max = HOUR) long now,
            @ForAll @LongRange(max = 5_000_000) long later,
            @ForAll @LongRange(min = -500_000, max = 500_000) long driftPpm) {
        LocalClock clock = new LocalClock(0, driftPpm);

        assertThat(clock.at(now + later)).isGreaterThanOrEqualTo(clock.at(now));
    }
}
