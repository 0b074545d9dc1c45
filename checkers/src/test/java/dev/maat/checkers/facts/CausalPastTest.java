package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Histories;
import org.junit.jupiter.api.Test;

class CausalPastTest {
    private static final int PROCESSES = 50;
    private static final int SENDS = 1_000;
    /** Room for a fifth of a number for each message and process. */
    private static final long BUDGET_BYTES = (long) PROCESSES * SENDS * Integer.BYTES / 5;

    @Test
    void sendsThatShareAPastStoreItOnce() {
        StringBuilder lines = starts();
        for (int k = 1; k <= SENDS; k++) {
            lines.append(event("n1.0", 2 * k, "send", "n1.0:" + k))
                    .append(event("n1.0", 2 * k + 1, "sent", "n1.0:" + k));
        }

        CausalPast past = new CausalPast(facts(lines), BUDGET_BYTES);

        assertThat(past.before(0, SENDS - 1)).isTrue();
        assertThat(past.before(SENDS - 1, 0)).isFalse();
    }

    @Test
    void aPastThatDoesNotFitIsRejectedAsTooLarge() {
        StringBuilder lines = starts();
        for (int k = 1; k <= SENDS; k++) {
            lines.append(event("n1.0", 2 * k, "send", "n1.0:" + k))
                    .append(event("n1.0", 2 * k + 1, "sent", "n1.0:" + k));
            lines.append(event("n2.0", 3 * k, "deliver", "n1.0:" + k))
                    .append(event("n2.0", 3 * k + 1, "send", "n2.0:" + k));
        }

        assertThatThrownBy(() -> new CausalPast(facts(lines), BUDGET_BYTES))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("2000 messages of 50 processes")
                .hasMessageContaining("larger heap");
        assertThat(new CausalPast(facts(lines), 10 * BUDGET_BYTES)).isNotNull();
    }

    private static StringBuilder starts() {
        StringBuilder lines =
                new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\"}\n");
        for (int p = 1; p <= PROCESSES; p++) {
            lines.append("{\"p\":\"n" + p + ".0\",\"t\":1,\"e\":\"start\"}\n");
        }
        return lines;
    }

    private static String event(String process, int nanos, String name, String message) {
        return "{\"p\":\"" + process + "\",\"t\":" + nanos + ",\"e\":\"" + name + "\",\"m\":\"" + message + "\"}\n";
    }

    private static Facts facts(StringBuilder lines) {
        return new Facts(Histories.parse(lines.toString()));
    }
}
