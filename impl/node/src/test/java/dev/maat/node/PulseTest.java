package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final Pulse pulse = new Pulse(0, 0);

    private long unscheduledMillis(long nowMillis, long cpuMillis) {
        return pulse.beat(TimeUnit.MILLISECONDS.toNanos(nowMillis), TimeUnit.MILLISECONDS.toNanos(cpuMillis))
                .unscheduledMillis();
    }

    @Test
    void aBeatOnTimeSaysNothing() {
        assertThat(unscheduledMillis(520, 10)).isZero();
        assertThat(unscheduledMillis(1_500, 20)).isZero();
    }

    @Test
    void aProcessThatWasPausedSaysForHowLong() {
        unscheduledMillis(500, 100);

        assertThat(unscheduledMillis(7_500, 120)).isEqualTo(6_500);
        assertThat(unscheduledMillis(8_000, 130)).isZero();
    }

    @Test
    void aProcessThatIsLateBecauseItWorksWasNotPaused() {
        assertThat(unscheduledMillis(7_500, 3_000)).isZero();
    }

    @Test
    void aProcessThatIsInterruptedAllTheTimeWasNotPaused() {
        for (int millis = 1; millis < 2_000; millis++) {
            assertThat(unscheduledMillis(millis, 0)).isZero();
        }
    }
}
