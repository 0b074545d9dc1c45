package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final long MILLI = 1_000_000;

    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void theTimeoutIsTheSmoothedTimeAndFourTimesItsVariation() {
        roundTrip.measured(40 * MILLI);
        assertThat(roundTrip.timeoutNanos(0)).isEqualTo((40 + 4 * 20) * MILLI);

        roundTrip.measured(40 * MILLI);
        assertThat(roundTrip.timeoutNanos(0)).isEqualTo((40 + 4 * 15) * MILLI);

        roundTrip.measured(48 * MILLI);
        assertThat(roundTrip.smoothedNanos(0)).isEqualTo(41 * MILLI);
    }

    @Test
    void theTimeoutDoublesUpToItsBound() {
        assertThat(roundTrip.timeoutNanos(0)).isEqualTo(RoundTrip.INITIAL_TIMEOUT_NANOS);
        assertThat(roundTrip.timeoutNanos(2)).isEqualTo(4 * RoundTrip.INITIAL_TIMEOUT_NANOS);
        assertThat(roundTrip.timeoutNanos(5)).isEqualTo(RoundTrip.MAX_TIMEOUT_NANOS);
        assertThat(roundTrip.timeoutNanos(37)).isEqualTo(RoundTrip.MAX_TIMEOUT_NANOS);
        assertThat(roundTrip.timeoutNanos(64)).isEqualTo(RoundTrip.MAX_TIMEOUT_NANOS);
        roundTrip.measured(1);
        assertThat(roundTrip.timeoutNanos(0)).isEqualTo(RoundTrip.MIN_TIMEOUT_NANOS);
    }
}
