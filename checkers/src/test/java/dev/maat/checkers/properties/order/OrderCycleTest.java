package dev.maat.checkers.properties.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderCycleTest {
    private final StringBuilder lines = new StringBuilder("{\"format\":\"maat-history\",\"version\":1,"
            + "\"membership\":\"static\",\"nodes\":[\"n1\",\"n2\",\"n3\",\"n4\",\"n5\"]}\n");

    private void event(int node, String event) {
        lines.append("{\"p\":\"n%d.0\",\"t\":1,\"e\":%s}%n".formatted(node, event));
    }

    private void delivers(int node, int... messages) {
        event(node, "\"start\"");
        for (int m : messages) {
            event(node, "\"deliver\",\"m\":\"n1.0:%d\"".formatted(m));
        }
    }

    @Test
    void aCycleIsFoundEvenIfMoreMessagesThanAreSearchedLieBetweenTwoCycles() {
        int between = 70;
        event(1, "\"start\"");
        for (int m = 1; m <= between + 4; m++) {
            event(1, "\"send\",\"m\":\"n1.0:%d\"".formatted(m));
        }
        int[] path = IntStream.concat(
                        IntStream.of(between + 1),
                        IntStream.concat(IntStream.rangeClosed(1, between), IntStream.of(between + 3)))
                .toArray();
        for (int m : path) {
            event(1, "\"deliver\",\"m\":\"n1.0:%d\"".formatted(m));
        }
        delivers(2, between + 1, between + 2);
        delivers(3, between + 2, between + 1);
        delivers(4, between + 3, between + 4);
        delivers(5, between + 4, between + 3);

        PropertyResult result = Judge.judge(Histories.parse(lines.toString())).property("total-order");

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.sentence())
                .isEqualTo("n2.0 delivered n1.0:71 before n1.0:72, n3.0 delivered n1.0:72 before n1.0:71:"
                        + " no single order has both");
        assertThat(result.witness()).hasSize(4);
    }
}
