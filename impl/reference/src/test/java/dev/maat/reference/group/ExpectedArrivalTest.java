package dev.maat.reference.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedArrivalTest {
    private static final long MILLI = 1_000_000;
    private static final long SHORTEST = 500 * MILLI;

    private final ExpectedArrival next = new ExpectedArrival(SHORTEST, 50 * MILLI);
    private long now;

    @Test
    void aMemberWhoseHeartbeatsComeEvenlyIsSuspectedAfterTheConfiguredTime() {
        arrive(100, 50);

        assertThat(next.patienceNanos()).isEqualTo(SHORTEST);
    }

    @Test
    void unevenArrivalsLengthenTheTimeAndEvenOnesShortenItAgain() {
        for (int i = 0; i < 20; i++) {
            arrive(1, 50);
            arrive(1, 450);
        }
        long uneven = next.patienceNanos();
        arrive(100, 50);

        assertThat(uneven).isGreaterThan(SHORTEST + 100 * MILLI);
        assertThat(next.patienceNanos()).isEqualTo(SHORTEST);
    }

    @Test
    void theTimeIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            arrive(1, 50);
            arrive(1, 1_000_000);
        }

        assertThat(next.patienceNanos()).isLessThanOrEqualTo(4 * SHORTEST);
    }

    @Test
    void steadyDataShortenTheTimeAgain() {
        for (int i = 0; i < 20; i++) {
            arrive(1, 50);
            arrive(1, 450);
        }
        arrive(5_000, 1);

        assertThat(next.patienceNanos()).isEqualTo(SHORTEST);
    }

    @Test
    void dataBetweenHeartbeatsChangesNothing() {
        arrive(1_000, 1);

        assertThat(next.patienceNanos()).isEqualTo(SHORTEST);
    }

    private void arrive(int times, long gapMillis) {
        for (int i = 0; i < times; i++) {
            long previousAt = now;
            now += gapMillis * MILLI;
            next.arrived(previousAt, now);
        }
    }
}
