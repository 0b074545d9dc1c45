package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import java.util.BitSet;

/**
 * Causal order, and whoever delivers m', sent in any view, delivered every m that happened before it and was sent in a view
 * that the deliverer installed (CKV 6.4).
 *
 * <p>Cost: O(N n + M n) time, O(M n) space. A case is a message with at least two deliverers; at risk as messages are. A
 * delivery missing from an incomplete log leaves it unknown. Violated by n3 delivering an answer without its question.
 */
final class CausalGapFree implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.CAUSAL_GAP_FREE;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Orders.countMessages(facts, findings);
        Causal.tellLate(facts, findings);
        CausalPast past = facts.causalPast();
        BitSet broken = new BitSet();
        for (int q = 0; q < facts.history.processCount(); q++) {
            if (facts.deliveries.from(q) == facts.deliveries.to(q)) {
                continue;
            }
            BitSet delivered = new BitSet();
            for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
                delivered.set(facts.deliveries.message(d));
            }
            for (int m = delivered.nextClearBit(0); m < facts.messages.count(); m = delivered.nextClearBit(m + 1)) {
                if (!broken.get(m) && past.lateBy(m) < 0 && past.owedTo(q, m) && sentWhereInstalled(facts, q, m)) {
                    gap(facts, q, m, broken, findings);
                }
            }
        }
    }

    /** A send that failed was certainly not sent, so it is sent in no view, whoever delivered it. */
    private static boolean sentWhereInstalled(Facts facts, int q, int m) {
        return facts.sends.counts(m) && sendingInstall(facts, q, m) != Views.NONE;
    }

    /** The sender's install of the first sending view that q installed too, or none. */
    private static int sendingInstall(Facts facts, int q, int m) {
        for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
            if (facts.views.installOf(q, facts.views.id(i)) != Views.NONE) {
                return i;
            }
        }
        return Views.NONE;
    }

    private static void gap(Facts facts, int q, int m, BitSet broken, Findings findings) {
        if (facts.complete(q) && !findings.untold()) {
            broken.set(m);
            findings.violated();
            return;
        }
        for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
            int later = facts.deliveries.message(d);
            if (!facts.causalPast().before(m, later)) {
                continue;
            }
            int sending = sendingInstall(facts, q, m);
            Witness witness = findings.witness()
                    .install(sending)
                    .sending(m)
                    .install(facts.views.installOf(q, facts.views.id(sending)))
                    .delivery(d)
                    .complete(q);
            String told = facts.process(q) + " delivered " + facts.message(later) + " and never " + facts.message(m)
                    + ", which was sent in " + facts.views.name(sending) + "; "
                    + new CausalChain(facts, m, later).tell(witness);
            if (!facts.complete(q)) {
                findings.unknown(told + "; the log of " + facts.process(q) + " is incomplete");
                return;
            }
            broken.set(m);
            findings.violated(told, witness);
            return;
        }
        throw new IllegalStateException("nothing after " + facts.message(m) + " at " + facts.process(q));
    }
}
