package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final int[] IN_VIEWS = {300, 0, 1, 64, 63, 65, 128, 2, 200};

    /** Views with few and with many deliveries, around the number of deliveries for which one look-up is stored. */
    private static History manyViews() {
        StringBuilder text =
                new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"nodes\":[\"n1\",\"n2\",\"n3\"]}\n");
        for (int p = 1; p <= 3; p++) {
            String line = "{\"p\":\"n" + p + ".0\",\"t\":1,\"e\":";
            text.append(line).append("\"start\"}\n");
            int number = 0;
            for (int seq = 1; seq <= IN_VIEWS.length; seq++) {
                text.append(line)
                        .append("\"view\",\"id\":\"v%d\",\"seq\":%d,\"members\":[\"n1.0\"]}%n".formatted(seq, seq));
                int deliveries = IN_VIEWS[(seq + p) % IN_VIEWS.length];
                for (int k = 0; k < deliveries; k++) {
                    text.append(line).append("\"deliver\",\"m\":\"n1.0:%d\"}%n".formatted(++number));
                }
            }
        }
        return Histories.parse(text.toString());
    }

    @Test
    void eachDeliveryIsInTheInstallThatWasCurrent() {
        History history = manyViews();
        Facts facts = new Facts(history);
        int delivery = 0;
        for (ProcessLog log : history.logs()) {
            int view = facts.views.from(log.process()) - 1;
            for (int i = 0; i < log.size(); i++) {
                if (log.type(i) == EventType.VIEW) {
                    view++;
                } else if (log.type(i) == EventType.DELIVER) {
                    assertThat(facts.deliveries.install(delivery)).isEqualTo(view);
                    assertThat(facts.deliveries.process(delivery)).isEqualTo(log.process());
                    assertThat(facts.deliveries.event(delivery)).isEqualTo(i);
                    assertThat(facts.deliveries.fromIn(view)).isLessThanOrEqualTo(delivery);
                    assertThat(facts.deliveries.toIn(view)).isGreaterThan(delivery);
                    delivery++;
                }
            }
        }
        assertThat(facts.deliveries.count()).isEqualTo(delivery).isGreaterThan(2_000);
    }
}
