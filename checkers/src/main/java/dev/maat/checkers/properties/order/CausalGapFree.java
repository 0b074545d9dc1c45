package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.CausalPast;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.CausalChain;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Causal order. In addition, a process that delivers m', sent in any view, delivered every m that happened before it
 * and that was sent in a view that the process installed (CKV 6.4).
 *
 * <p>Cost: O(N n) where a look at each view proves it ({@link dev.maat.checkers.facts.ViewCausality}), else O(N n + M
 * n) time and O(M n) space. A case is a message with at least two deliverers; it is at risk if the message is. If an
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
        BitSet broken = new BitSet();
        Lacking lacking = new Lacking(facts);
        for (int q = 0; q < facts.history.processCount(); q++) {
            for (int m : lacking.by(q)) {
                CausalPast past = facts.causalPast();
                // A failed send certainly sent nothing, whichever process delivered its message.
                if (!broken.get(m) && past.lateBy(m) < 0 && past.owedTo(q, m) && facts.sends.counts(m)) {
                    gap(facts, q, m, broken, findings);
                }
            }
        }
    }

    /** Messages sent in views that a process installed, which that process never delivered. */
    private static final class Lacking {
        private final Facts facts;
        private final int[] sentFrom;
        private final int[] sentIn;
        private final int[] seenFor;

        Lacking(Facts facts) {
            this.facts = facts;
            this.sentFrom = new int[facts.views.idCount() + 1];
            this.seenFor = new int[facts.messages.count()];
            Arrays.fill(seenFor, -1);
            for (int m = 0; m < seenFor.length; m++) {
                for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
                    sentFrom[facts.views.id(i) + 1]++;
                }
            }
            for (int id = 0; id < facts.views.idCount(); id++) {
                sentFrom[id + 1] += sentFrom[id];
            }
            this.sentIn = new int[sentFrom[facts.views.idCount()]];
            int[] next = sentFrom.clone();
            for (int m = 0; m < seenFor.length; m++) {
                for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
                    sentIn[next[facts.views.id(i)]++] = m;
                }
            }
        }

        /** The messages that a process lacks, in ascending order; none for a process that delivers nothing. */
        int[] by(int q) {
            IntList lacking = new IntList();
            if (facts.deliveries.from(q) == facts.deliveries.to(q)) {
                return lacking.toArray();
            }
            for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
                seenFor[facts.deliveries.message(d)] = q;
            }
            for (int i = facts.views.from(q); i < facts.views.to(q); i++) {
                int id = facts.views.id(i);
                for (int k = sentFrom[id]; k < sentFrom[id + 1]; k++) {
                    if (seenFor[sentIn[k]] != q) {
                        seenFor[sentIn[k]] = q;
                        lacking.add(sentIn[k]);
                    }
                }
            }
            int[] sorted = lacking.toArray();
            Arrays.sort(sorted);
            return sorted;
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
        for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
            int later = facts.deliveries.message(d);
            if (!facts.causalPast().before(m, later)) {
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
