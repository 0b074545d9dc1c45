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

    private PropertyResult totalOrder() {
        return Judge.judge(Histories.parse(lines.toString())).property("total-order");
    }

    private void sends(int messages) {
        event(1, "\"start\"");
        for (int m = 1; m <= messages; m++) {
            event(1, "\"send\",\"m\":\"n1.0:%d\"".formatted(m));
        }
    }

    @Test
    void theCycleOfFewestEdgesIsToldThoughALongerOneComesFirst() {
        sends(5);
        event(1, "\"deliver\",\"m\":\"n1.0:1\"");
        event(1, "\"deliver\",\"m\":\"n1.0:2\"");
        delivers(2, 2, 3);
        delivers(3, 3, 1);
        delivers(4, 4, 5);
        delivers(5, 5, 4);

        assertThat(totalOrder().sentence())
                .isEqualTo("n4.0 delivered n1.0:4 before n1.0:5, n5.0 delivered n1.0:5 before n1.0:4:"
                        + " no single order has both");
    }

    @Test
    void aCycleIsToldFromTheProcessWhoseLogWasReadFirst() {
        sends(3);
        delivers(2, 3, 1);
        delivers(3, 1, 2);
        delivers(4, 2, 3);

        assertThat(totalOrder().sentence())
                .isEqualTo("n2.0 delivered n1.0:3 before n1.0:1, n3.0 delivered n1.0:1 before n1.0:2,"
                        + " n4.0 delivered n1.0:2 before n1.0:3: no single order has all of it");
    }

    @Test
    void messagesDeliveredAfterACycleTakeNoPartInTheSearch() {
        int behind = 70;
        sends(behind + 3);
        int[] both = IntStream.concat(IntStream.of(behind + 1, behind + 2), IntStream.rangeClosed(1, behind))
                .toArray();
        delivers(2, both);
        delivers(3, behind + 2, behind + 3, behind + 1);

        assertThat(totalOrder().sentence())
                .isEqualTo("n2.0 delivered n1.0:71 before n1.0:72, n3.0 delivered n1.0:72 before n1.0:71:"
                        + " no single order has both");
    }

    @Test
    void messagesDeliveredBeforeACycleTakeNoPartInTheSearch() {
        int ahead = 70;
        sends(ahead + 3);
        delivers(
                2,
                IntStream.concat(IntStream.rangeClosed(1, ahead), IntStream.of(ahead + 1, ahead + 2))
                        .toArray());
        delivers(3, ahead + 2, ahead + 3, ahead + 1);

        assertThat(totalOrder().sentence())
                .isEqualTo("n2.0 delivered n1.0:71 before n1.0:72, n3.0 delivered n1.0:72 before n1.0:71:"
                        + " no single order has both");
    }
}
