package dev.maat.engine.certify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceTest {
    @Test
    void aBoundIsTheChanceUnderWhichSoManyRunsShowNothingInOneCaseOfTwenty() {
        for (int runs : new int[] {1, 10, 59, 300, 3_000}) {
            assertThat(Math.pow(1 - Confidence.bound(runs), runs))
                    .isCloseTo(0.05, within(0.002))
                    .isLessThan(0.050001);
        }
    }

    @Test
    void manyRunsComeCloseToTheRuleOfThree() {
        assertThat(Confidence.bound(3_000)).isCloseTo(3.0 / 3_000, within(1e-5));
    }

    @Test
    void noRunsSayNothing() {
        assertThat(Confidence.bound(0)).isEqualTo(1);
    }
}
