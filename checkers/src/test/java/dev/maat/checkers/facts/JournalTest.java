package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final int SENDERS = 3;
    private static final int SENDS = 2_000;

    @Test
    void aReaderThatComesLateReadsASummaryAndKnowsTheSame() {
        Facts facts = facts();
        SendOrders orders = new SendOrders(facts, facts.sends.inOrder());
        Journal journal = new Journal(orders);
        for (int k = 0; k < SENDS; k++) {
            for (int p = 0; p < SENDERS; p++) {
                journal.add(facts.sends.inOrder()[p][k], new BitSet());
            }
        }
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            int from = random.nextInt(journal.length());
            int to = from + random.nextInt(journal.length() - from);
            KnownPast stepwise = new KnownPast(orders);
            KnownPast atOnce = new KnownPast(orders);
            Journal ofStepwise = new Journal(orders);
            Journal ofAtOnce = new Journal(orders);
            for (int at = 0; at < to; at++) {
                journal.read(at, at + 1, stepwise, ofStepwise, new BitSet());
            }
            journal.read(0, from, atOnce, ofAtOnce, new BitSet());
            journal.read(from, to, atOnce, ofAtOnce, new BitSet());

            for (int m = 0; m < facts.messages.count(); m++) {
                assertThat(atOnce.has(m))
                        .as("%d to %d, message %d", from, to, m)
                        .isEqualTo(stepwise.has(m));
            }
            assertThat(ofAtOnce.length()).isLessThan(200);
        }
    }

    @Test
    void messagesOfASenderThatNoProcessAsksForAreLeftOut() {
        Facts facts = facts();
        SendOrders orders = new SendOrders(facts, facts.sends.inOrder());
        Journal journal = new Journal(orders);
        BitSet ended = new BitSet();
        ended.set(0);
        for (int p = 0; p < SENDERS; p++) {
            journal.add(facts.sends.inOrder()[p][0], new BitSet());
        }
        KnownPast past = new KnownPast(orders);
        Journal reader = new Journal(orders);

        journal.read(0, journal.length(), past, reader, ended);

        assertThat(past.has(facts.sends.inOrder()[0][0])).isFalse();
        assertThat(past.has(facts.sends.inOrder()[1][0])).isTrue();
        assertThat(reader.length()).isEqualTo(2);
    }

    /** Three senders; each has up to three sends under way at a time. */
    private static Facts facts() {
        StringBuilder text = new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\"}\n");
        for (int p = 0; p < SENDERS; p++) {
            String begin = "{\"p\":\"n" + p + ".0\",\"t\":";
            text.append(begin).append("0,\"e\":\"start\"}\n");
            for (int k = 1; k <= SENDS + 2; k++) {
                if (k <= SENDS) {
                    text.append(begin).append(k).append(",\"e\":\"send\",\"m\":\"n" + p + ".0:" + k + "\"}\n");
                }
                if (k > 2) {
                    text.append(begin).append(k).append(",\"e\":\"sent\",\"m\":\"n" + p + ".0:" + (k - 2) + "\"}\n");
                }
            }
        }
        return new Facts(Histories.parse(text.toString()));
    }
}
