package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.CausalFuture;
import dev.maat.checkers.facts.CausalPast;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.CausalChain;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import java.util.BitSet;

/**
 * Causal order. In addition, a process that delivers m', sent in any view, delivered every m that happened before it
 * and that was sent in a view that the process installed (CKV 6.4).
 *
 * <p>Cost: O(N n) where a look at each view proves it ({@link dev.maat.checkers.facts.ViewCausality}), else O(N n) time
 * and O(N) space. A case is a message with at least two deliverers; it is at risk if the message is. If an
 * incomplete log may lack the delivery, the property is unknown. Violated when n3 delivers an answer without its
 * question.
 */
public final class CausalGapFree implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.CAUSAL_GAP_FREE;
    }

    /** Until a send has returned it may fail, or reach into a next view. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.sendsHaveReturned();
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverers();
    }

    /** Only the part that is shared with the plain order is let go: a gap stays. */
    @Override
    public boolean isProvedByDeliveries() {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Orders.countMessages(facts, findings);
        if (facts.viewCausality().holds()) {
            return;
        }
        if (!facts.oneOrder().causal()) {
            Causal.tellLate(facts, findings);
        }
        if (!facts.lackedMessages().any()) {
            return;
        }
        CausalPast past = facts.causalPast();
        BitSet broken = new BitSet();
        for (int q = 0; q < facts.history.processCount(); q++) {
            for (int m : past.owedBy(q)) {
                if (!broken.get(m) && past.lateBy(m) < 0) {
                    gap(facts, q, m, broken, findings);
                }
            }
        }
    }

    /** The sender's install of the first sending view of m that q, which lacks m, installed too. */
    private static int sendingInstall(Facts facts, int q, int m) {
        int install = facts.sends.viewFrom(m);
        while (facts.views.installOf(q, facts.views.id(install)) == Views.NONE) {
            install++;
        }
        return install;
    }

    private static void gap(Facts facts, int q, int m, BitSet broken, Findings findings) {
        if (facts.complete(q)) {
            broken.set(m);
            findings.violated(witness -> sentence(facts, q, m, witness));
        } else {
            findings.unknown(() ->
                    sentence(facts, q, m, new Witness(facts)) + "; the log of " + facts.process(q) + " is incomplete");
        }
    }

    private static String sentence(Facts facts, int q, int m, Witness witness) {
        CausalFuture future = new CausalFuture(facts, m);
        for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
            int later = facts.deliveries.message(d);
            if (!future.has(later)) {
                continue;
            }
            int sending = sendingInstall(facts, q, m);
            witness.install(sending)
                    .sending(m)
                    .install(facts.views.installOf(q, facts.views.id(sending)))
                    .delivery(d)
                    .complete(q);
            return facts.process(q) + " delivered " + facts.message(later) + " but never " + facts.message(m)
                    + ", which was sent in " + facts.views.name(sending) + "; "
                    + new CausalChain(facts, m, later).tell(witness);
        }
        throw new IllegalStateException("nothing after " + facts.message(m) + " at " + facts.process(q));
    }
}
