package dev.maat.checkers.properties.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.properties.Brief;
import org.junit.jupiter.api.Test;

/**
 * Overlapping sends of one process: a send is before another if it returned before the other was invoked, whatever
 * their numbers.
 */
class SendOrderTest {
    private String header = "\"sendOrder\":\"return\",\"claims\"";

    private PropertyResult judged(String property, String n1, String n2) {
        String text = Brief.text("n1: view 1 n1 n2, " + n1 + ", closed", "n2: view 1 n1 n2, " + n2 + ", closed");
        return Judge.judge(Histories.parse(text.replace("\"claims\"", header))).property(property);
    }

    private void held(String property, String n1, String n2) {
        assertThat(judged(property, n1, n2).verdict()).isNotIn(Verdict.VIOLATED, Verdict.UNKNOWN);
    }

    private void violated(String property, String sentence, String n1, String n2) {
        assertThat(judged(property, n1, n2).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judged(property, n1, n2).sentence()).contains(sentence);
    }

    @Test
    void aSendThatHadNotReturnedIsNoGapBeforeALaterOne() {
        held("fifo-gap-free", "send 1, send 2, sent 2, send 3, sent 3, sent 1", "deliver n1:2, deliver n1:3");
        held("causal-gap-free", "send 1, send 2, sent 2, send 3, sent 3, sent 1", "deliver n1:2, deliver n1:3");
    }

    @Test
    void aSendThatHadNotReturnedIsNoGapBeforeOneThatNeverReturned() {
        held("fifo-gap-free", "send 1, send 2, sent 2, send 3, sent 1", "deliver n1:2, deliver n1:3");
        held("causal-gap-free", "send 1, send 2, sent 2, send 3, sent 1", "deliver n1:2, deliver n1:3");
    }

    @Test
    void aSendThatReturnedFirstIsAGapEvenIfItWasInvokedSecond() {
        String sends = "send 1, send 2, sent 2, send 3, sent 3, sent 1";
        String told = "n1.0:2 before n1.0:3";
        violated("fifo-gap-free", told, sends, "deliver n1:1, deliver n1:3");
        violated("causal-gap-free", told, sends, "deliver n1:1, deliver n1:3");
    }

    @Test
    void twoSendsThatOverlapMayBeDeliveredInEitherOrder() {
        for (String property : new String[] {"fifo", "causal", "fifo-gap-free", "causal-gap-free"}) {
            held(property, "send 1, send 2, sent 2, sent 1", "deliver n1:2, deliver n1:1");
            held(property, "send 1, send 2, sent 2, sent 1", "deliver n1:1, deliver n1:2");
        }
    }

    @Test
    void aSendThatReturnedBeforeAnotherWasInvokedIsDeliveredFirst() {
        String sends = "send 1, send 2, sent 2, send 3, sent 1, sent 3";
        String told = "n1.0 sent n1.0:2 before n1.0:3";
        violated("fifo", told, sends, "deliver n1:3, deliver n1:1, deliver n1:2");
        violated("causal", told, sends, "deliver n1:3, deliver n1:1, deliver n1:2");
        held("fifo", sends, "deliver n1:2, deliver n1:3, deliver n1:1");
        held("causal", sends, "deliver n1:2, deliver n1:3, deliver n1:1");
    }

    @Test
    void ifInvocationCountsTheSendInvokedFirstIsDeliveredFirstEvenIfItReturnsLast() {
        header = "\"sendOrder\":\"invocation\",\"claims\"";
        String sends = "send 1, send 2, sent 2, sent 1";
        String told = "n1.0 sent n1.0:1 before n1.0:2";
        for (String property : new String[] {"fifo", "causal"}) {
            violated(property, told, sends, "deliver n1:2, deliver n1:1");
            violated(property, told, "send 1, send 2", "deliver n1:2, deliver n1:1");
            held(property, sends, "deliver n1:1, deliver n1:2");
        }
        violated("fifo-gap-free", told, sends, "deliver n1:2");
        held("fifo-gap-free", "send 1, send 2, sent 2", "deliver n1:2");
    }
}
