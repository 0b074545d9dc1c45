package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.CausalFuture;
import dev.maat.checkers.facts.CausalPast;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.CausalChain;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;

/**
 * If the send of m happens before that of m', a process that delivers both delivers m first (CKV 6.3; HT causal order;
 * Birman).
 *
 * <p>Cost: O(N + M) where one order of all messages proves it ({@link dev.maat.checkers.facts.OneOrder}), O(N n) where
 * a look at each view proves it ({@link dev.maat.checkers.facts.ViewCausality}), else O(N n) time and O(N) space
 * ({@link CausalPast}). A case is a message with at least two deliverers; it is at risk if the message is. Violated
 * when n3 delivers an answer of n2 before the question of n1 that n2 had delivered.
 */
public final class Causal implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.CAUSAL;
    }

    /** A late delivery that closes a gap breaks the order instead. In invocation order a send that fails was never sent. */
    @Override
    public boolean isFirm(Proof proof) {
        return !proof.invocationOrder() || proof.sendsHaveReturned();
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverers();
    }

    @Override
    public boolean isProvedByDeliveries() {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Orders.countMessages(facts, findings);
        if (!facts.oneOrder().causal() && !facts.viewCausality().holds()) {
            tellLate(facts, findings);
        }
    }

    /** Tells every message that a process delivered after one that it happened before. */
    static void tellLate(Facts facts, Findings findings) {
        CausalPast past = facts.causalPast();
        for (int m = 0; m < facts.messages.count(); m++) {
            int q = past.lateBy(m);
            if (q >= 0) {
                if (findings.tellsAll()) {
                    tellAllLate(facts, m, findings);
                } else {
                    tell(facts, m, q, findings);
                }
            }
        }
    }

    private static void tellAllLate(Facts facts, int m, Findings findings) {
        CausalFuture future = new CausalFuture(facts, m);
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int q = facts.deliveries.process(facts.deliveries.ofMessage(m, k));
            if (overtaking(facts, m, q, future) >= 0) {
                tell(facts, m, q, findings);
            }
        }
    }

    private static void tell(Facts facts, int m, int q, Findings findings) {
        findings.violated(witness -> {
            int overtaking = overtaking(facts, m, q, new CausalFuture(facts, m));
            int later = facts.deliveries.message(overtaking);
            witness.delivery(overtaking).delivery(facts.deliveries.by(q, m));
            return facts.process(q) + " delivered " + facts.message(later) + " before " + facts.message(m) + "; "
                    + new CausalChain(facts, m, later).tell(witness);
        });
    }

    /** The process's first delivery of a message that m happened before, if it precedes its delivery of m; or -1. */
    private static int overtaking(Facts facts, int m, int q, CausalFuture future) {
        int own = facts.deliveries.by(q, m);
        for (int d = facts.deliveries.from(q); d < own; d++) {
            if (future.has(facts.deliveries.message(d))) {
                return d;
            }
        }
        return -1;
    }
}
