package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Pasts and futures against the definition, on small histories in which sends overlap, return late or never, fail, or are
 * missing, and messages are delivered in any order, before they are sent too.
 */
class CausalDefinitionTest {
    private static final int HISTORIES = 3_000;
    private static final long BUDGET_BYTES = 1 << 20;

    @Test
    void lateAndOwedMessagesAreThoseOfTheDefinition() {
        int late = 0;
        int owed = 0;
        int circular = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Facts facts = new Facts(Histories.parse(random(new Random(seed))));
            BitSet[] futures = futures(facts);
            CausalPast past = CausalPast.of(facts, BUDGET_BYTES);
            circular += past instanceof CircularPast ? 1 : 0;
            for (int m = 0; m < futures.length; m++) {
                boolean isLate = isLate(facts, m, futures[m]);
                assertThat(past.lateBy(m) >= 0)
                        .as("seed %d, %s is late", seed, facts.message(m))
                        .isEqualTo(isLate);
                late += isLate ? 1 : 0;
            }
            for (int q = 0; q < facts.history.processCount(); q++) {
                int[] its = owed(facts, q, futures);
                assertThat(past.owedBy(q))
                        .as("seed %d, %s", seed, facts.process(q))
                        .isEqualTo(its);
                owed += its.length;
            }
        }
        assertThat(List.of(late, owed, circular)).allMatch(count -> count > HISTORIES / 10);
    }

    @Test
    void theFutureOfAMessageIsThatOfTheDefinition() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Facts facts = new Facts(Histories.parse(random(new Random(seed))));
            BitSet[] futures = futures(facts);
            for (int m = 0; m < futures.length; m++) {
                CausalFuture future = new CausalFuture(facts, m);
                for (int later = 0; later < futures.length; later++) {
                    assertThat(future.has(later))
                            .as("seed %d, %s before %s", seed, facts.message(m), facts.message(later))
                            .isEqualTo(futures[m].get(later));
                }
            }
        }
    }

    @Test
    void bothWaysToRebuildPastsAgreeWhereNoCircleIs() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Facts facts = new Facts(Histories.parse(random(new Random(seed))));
            ReplayedPast replayed = new ReplayedPast(facts, BUDGET_BYTES);
            if (!replayed.complete()) {
                continue;
            }
            CircularPast other = new CircularPast(facts, BUDGET_BYTES);
            for (int m = 0; m < facts.messages.count(); m++) {
                assertThat(replayed.lateBy(m) >= 0).as("seed %d", seed).isEqualTo(other.lateBy(m) >= 0);
            }
            for (int q = 0; q < facts.history.processCount(); q++) {
                assertThat(replayed.owedBy(q)).as("seed %d", seed).isEqualTo(other.owedBy(q));
            }
        }
    }

    /** For each message, the messages that it happened before: the closure of the two relations of the definition. */
    private static BitSet[] futures(Facts facts) {
        int messages = facts.messages.count();
        BitSet[] futures = new BitSet[messages];
        Arrays.setAll(futures, m -> new BitSet());
        for (int m = 0; m < messages; m++) {
            for (int later = 0; later < messages; later++) {
                int send = facts.messages.sendEvent(later);
                boolean sameSender = facts.messages.sender(m) == facts.messages.sender(later);
                int delivered = facts.deliveries.by(facts.messages.sender(later), m);
                if (send >= 0 && sameSender && facts.sends.returned(m) < send
                        || delivered >= 0 && facts.deliveries.event(delivered) < send) {
                    futures[m].set(later);
                }
            }
        }
        for (int through = 0; through < messages; through++) {
            for (int m = 0; m < messages; m++) {
                if (futures[m].get(through)) {
                    futures[m].or(futures[through]);
                }
            }
        }
        return futures;
    }

    private static boolean isLate(Facts facts, int m, BitSet future) {
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int own = facts.deliveries.ofMessage(m, k);
            int from = facts.deliveries.from(facts.deliveries.process(own));
            if (IntStream.range(from, own).anyMatch(d -> future.get(facts.deliveries.message(d)))) {
                return true;
            }
        }
        return false;
    }

    private static int[] owed(Facts facts, int q, BitSet[] futures) {
        return IntStream.range(0, futures.length)
                .filter(m -> facts.sends.counts(m) && facts.deliveries.by(q, m) < 0)
                .filter(m -> IntStream.rangeClosed(facts.sends.viewFrom(m), facts.sends.viewTo(m))
                        .anyMatch(i -> facts.views.installOf(q, facts.views.id(i)) != Views.NONE))
                .filter(m -> IntStream.range(facts.deliveries.from(q), facts.deliveries.to(q))
                        .anyMatch(d -> futures[m].get(facts.deliveries.message(d))))
                .toArray();
    }

    /** A few processes in two views; each log is a shuffle of sends, returns and deliveries. */
    private static String random(Random random) {
        int processes = 2 + random.nextInt(3);
        int messages = 1 + random.nextInt(4);
        boolean wild = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder("{\"format\":\"maat-history\",\"version\":1,\"claims\":\"reliable\"");
        text.append(random.nextInt(4) == 0 ? ",\"sendOrder\":\"invocation\"}\n" : "}\n");
        for (int p = 1; p <= processes; p++) {
            List<String> own = new ArrayList<>();
            for (int k = 1; k <= messages; k++) {
                own.add("send n" + p + ".0:" + k);
            }
            for (int k = 1; k <= messages; k++) {
                if (random.nextInt(5) > 0) {
                    int after = own.indexOf("send n" + p + ".0:" + k) + 1;
                    int at = after + random.nextInt(Math.min(3, own.size() - after + 1));
                    own.add(at, (random.nextInt(8) == 0 ? "failed" : "sent") + " n" + p + ".0:" + k);
                }
            }
            if (random.nextInt(10) == 0) {
                own.remove(random.nextInt(own.size()));
            }
            text.append(log(random, p, processes, messages, wild, own));
        }
        return text.toString();
    }

    private static String log(Random random, int p, int processes, int messages, boolean wild, List<String> own) {
        List<String> deliveries = new ArrayList<>();
        for (int k = 1; k <= messages; k++) {
            for (int s = 1; s <= processes; s++) {
                if (random.nextInt(6) > 0) {
                    deliveries.add("deliver n" + s + ".0:" + k);
                }
            }
        }
        if (!deliveries.isEmpty() && random.nextInt(2) == 0) {
            Collections.swap(deliveries, 0, random.nextInt(deliveries.size()));
        }
        List<String> all = new ArrayList<>(own);
        for (int k = 0; k < deliveries.size(); k++) {
            // Deliveries late in the log make circles rare.
            int first = wild ? 0 : all.size() * (k + 1) / (deliveries.size() + 1);
            all.add(Math.min(all.size(), first + random.nextInt(3)), deliveries.get(k));
        }
        all.add(0, "view 1");
        all.add(1 + random.nextInt(all.size()), "view 2");
        StringBuilder text = new StringBuilder();
        long nanos = 1;
        text.append(line(p, nanos++, "\"e\":\"start\""));
        for (String event : all) {
            String[] words = event.split(" ", 2);
            text.append(line(
                    p,
                    nanos++,
                    words[0].equals("view")
                            ? "\"e\":\"view\",\"id\":\"v" + words[1] + "\",\"seq\":" + words[1]
                                    + ",\"members\":[\"n1.0\",\"n2.0\",\"n3.0\",\"n4.0\"],\"primary\":true"
                            : "\"e\":\"" + words[0] + "\",\"m\":\"" + words[1] + "\""));
        }
        return text.toString();
    }

    private static String line(int p, long nanos, String rest) {
        return "{\"p\":\"n" + p + ".0\",\"t\":" + nanos + "," + rest + "}\n";
    }
}
