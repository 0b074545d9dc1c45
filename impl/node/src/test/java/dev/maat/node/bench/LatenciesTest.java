package dev.maat.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void quantilesAreWithinTheirBuckets() {
        for (int i = 1; i <= 10_000; i++) {
            latencies.add(i * 1_000L);
        }

        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.quantile(0.5)).isCloseTo(5_000_000L, Percentage.withPercentage(2));
        assertThat(latencies.quantile(0.99)).isCloseTo(9_900_000L, Percentage.withPercentage(2));
        assertThat(latencies.quantile(1)).isCloseTo(10_000_000L, Percentage.withPercentage(2));
    }

    @Test
    void theShortestAndTheLongestTimesHaveABucket() {
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);

        assertThat(latencies.quantile(0.5)).isZero();
        assertThat(latencies.quantile(1)).isCloseTo(Long.MAX_VALUE, Percentage.withPercentage(2));
    }

    @Test
    void forgottenTimesAreGone() {
        latencies.add(1);
        latencies.clear();

        assertThat(latencies.count()).isZero();
        assertThat(latencies.quantile(0.5)).isZero();
    }
}
