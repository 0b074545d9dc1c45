package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;
import java.util.BitSet;

/** Messages whose send is not read yet, and messages that happened after such a message: their past is not known. */
final class UnknownPast {
    private final Facts facts;
    /** For each process, its first delivery of such a message. */
    private final int[] first;

    UnknownPast(Facts facts) {
        this.facts = facts;
        this.first = new int[facts.history.processCount()];
        Arrays.fill(first, Integer.MAX_VALUE);
        BitSet known = new BitSet();
        for (int m = 0; m < facts.messages.count(); m++) {
            ProcessLog sender = facts.history.log(facts.messages.sender(m));
            known.set(
                    m,
                    facts.messages.sendEvent(m) != MessageTable.NONE
                            || facts.deliveries.deliverers(m) == 0
                            || sender != null && sender.count(EventType.CLOSED) > 0);
        }
        if (known.cardinality() < facts.messages.count()) {
            findFirst(known, new CausalTaint(facts, known));
        }
    }

    private void findFirst(BitSet known, CausalTaint after) {
        for (int d = facts.deliveries.count() - 1; d >= 0; d--) {
            int m = facts.deliveries.message(d);
            if (!known.get(m) || after.has(m)) {
                first[facts.deliveries.process(d)] = d;
            }
        }
    }

    /** Whether no deliverer of a message delivered such a message before it: it may turn out that the order should be reversed. */
    boolean comesBeforeAll(int m) {
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            if (delivery > first[facts.deliveries.process(delivery)]) {
                return false;
            }
        }
        return true;
    }
}
