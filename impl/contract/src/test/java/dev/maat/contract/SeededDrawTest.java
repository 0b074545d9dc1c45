package dev.maat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeededDrawTest {
    private static long draw(Draw draw) {
        return draw.draw("stream", 1, 2);
    }

    @Test
    void aProcessDrawsTheSameFromTheSameSeed() {
        assertThat(draw(SeededDraw.of(7, "n1.0"))).isEqualTo(draw(SeededDraw.of(7, "n1.0")));
    }

    @Test
    void processesSeedsStreamsAndOccasionsDrawDifferently() {
        Draw one = SeededDraw.of(7, "n1.0");

        assertThat(draw(one))
                .isNotEqualTo(draw(SeededDraw.of(7, "n2.0")))
                .isNotEqualTo(draw(SeededDraw.of(8, "n1.0")))
                .isNotEqualTo(draw(new SeededDraw(7)))
                .isNotEqualTo(one.draw("other", 1, 2))
                .isNotEqualTo(one.draw("stream", 2, 1));
    }
}
