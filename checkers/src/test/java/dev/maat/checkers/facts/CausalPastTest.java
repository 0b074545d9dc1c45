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
    /** Room for one number for each message that a process delivers. */
    private static final long BUDGET_OF_A_READER_BYTES = (long) SENDS * Integer.BYTES;

    @Test
    void sendsThatShareAPastStoreItOnce() {
        StringBuilder lines = starts();
        for (int k = 1; k <= SENDS; k++) {
            lines.append(event("n1.0", 2 * k, "send", "n1.0:" + k))
                    .append(event("n1.0", 2 * k + 1, "sent", "n1.0:" + k));
        }

        assertThat(CausalPast.of(facts(lines), BUDGET_BYTES)).isNotNull();
    }

    @Test
    void aPastThatDoesNotFitIsRejectedAsTooLarge() {
        StringBuilder lines = questionsAndAnswers();

        assertThatThrownBy(() -> CausalPast.of(facts(lines), BUDGET_OF_A_READER_BYTES / 2))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("2000 messages of 50 processes")
                .hasMessageContaining("larger heap");
        assertThat(CausalPast.of(facts(lines), 4 * BUDGET_OF_A_READER_BYTES)).isNotNull();
    }

    @Test
    void theFutureOfAMessageIsWhatItsSenderSendsLaterAndWhatItsDeliverersSendAfterIt() {
        Facts facts = facts(questionsAndAnswers());
        int question = facts.history.processNumber("n1.0");
        int[] questions = facts.sends.inOrder()[question];
        int[] answers = facts.sends.inOrder()[facts.history.processNumber("n2.0")];

        CausalFuture future = new CausalFuture(facts, questions[10]);

        assertThat(future.has(questions[10])).isFalse();
        assertThat(future.has(questions[11])).isTrue();
        assertThat(future.has(answers[9])).isFalse();
        assertThat(future.has(answers[10])).isTrue();
    }

    private static StringBuilder questionsAndAnswers() {
        StringBuilder lines = starts();
        for (int k = 1; k <= SENDS; k++) {
            lines.append(event("n1.0", 2 * k, "send", "n1.0:" + k))
                    .append(event("n1.0", 2 * k + 1, "sent", "n1.0:" + k));
            lines.append(event("n2.0", 3 * k, "deliver", "n1.0:" + k))
                    .append(event("n2.0", 3 * k + 1, "send", "n2.0:" + k));
            lines.append(event("n3.0", 3 * k + 2, "deliver", "n2.0:" + k));
        }
        return lines;
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
