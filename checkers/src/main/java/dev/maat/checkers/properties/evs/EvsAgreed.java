package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ViewContent;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One logical order of all events exists that agrees with happened-before, and in which a configuration is installed, and a
 * message delivered, at the same point by all who do so, in whatever configurations. And nothing is left out: if p delivers m
 * before m', both in com(c), then q, delivering m' in com(c), has delivered m there too, unless m's sender is not in the
 * configuration in which q delivers m' (EVS 6). Judged over all messages alike, as total-order is.
 *
 * <p>Cost: O(N) for the order, and for the gaps where all who were in c delivered prefixes of one sequence; else O(N n). A
 * case is a message with at least two deliverers; at risk as messages are,
 * or if somebody delivered it in a transitional configuration. A delivery missing from an incomplete log leaves
 * it unknown. Violated by n1 delivering a before b in configuration 7 and n2 b before a in a transitional one after 7; or
 * by n2 delivering b alone, when the sender of a is in that transitional configuration.
 */
public final class EvsAgreed implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_AGREED;
    }

    /** Sequences grow only at their ends: a delivery that comes late breaks the order instead. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.hasTransitional();
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
        if (Premises.needsConfigurations(facts, findings)) {
            return;
        }
        Orders.countMessagesOfConfigurations(facts, findings);
        new LogicalOrder(facts, true).tell(findings);
        Gaps gaps = new Gaps(facts, findings);
        for (int id = 0; id < facts.views.idCount(); id++) {
            gaps.judge(id);
        }
    }

    private static final class Gaps {
        private final Facts facts;
        private final Findings findings;
        private final BitSet broken = new BitSet();
        /** Of each message the view in which the process looked at last delivered it, or another. */
        private final int[] deliveredIn;

        Gaps(Facts facts, Findings findings) {
            this.facts = facts;
            this.findings = findings;
            this.deliveredIn = new int[facts.messages.count()];
            Arrays.fill(deliveredIn, Views.NONE);
        }

        void judge(int id) {
            int[] installs = facts.views.installsOf(id);
            if (facts.deliveries.prefixesOfOne(installs)) {
                return;
            }
            for (int own : installs) {
                for (int d = facts.deliveries.fromIn(own); d < facts.deliveries.toIn(own); d++) {
                    deliveredIn[facts.deliveries.message(d)] = own;
                }
                for (int others : installs) {
                    if (others != own) {
                        compare(others, own);
                    }
                }
            }
        }

        /** Goes backwards through what p delivered; what q delivered of it obliges q to what stands before it. */
        private void compare(int others, int own) {
            IntList obliging = new IntList();
            for (int d = facts.deliveries.toIn(others) - 1; d >= facts.deliveries.fromIn(others); d--) {
                int m = facts.deliveries.message(d);
                if (deliveredIn[m] == own) {
                    oblige(obliging, facts.deliveries.by(facts.views.process(own), m));
                    continue;
                }
                boolean told = false;
                for (int k = 0; k < obliging.size() && !told; k++) {
                    told = gap(own, m, d, obliging.get(k));
                }
            }
        }

        /** Keeps one delivery for each of q's configurations: whatever is delivered there obliges to the same. */
        private void oblige(IntList obliging, int delivery) {
            int row = facts.configurations().ofDelivery(delivery);
            for (int k = 0; k < obliging.size(); k++) {
                if (facts.configurations().ofDelivery(obliging.get(k)) == row) {
                    return;
                }
            }
            obliging.add(delivery);
        }

        private boolean gap(int own, int m, int others, int obliging) {
            ViewContent configuration =
                    facts.configurations().content(facts.configurations().ofDelivery(obliging));
            if (!configuration.has(facts.messages.sender(m)) || broken.get(m) && !findings.tellsAll()) {
                return false;
            }
            int q = facts.views.process(own);
            int later = facts.deliveries.message(obliging);
            String told = facts.process(facts.deliveries.process(others)) + " delivered " + facts.message(m)
                    + " before " + facts.message(later) + ", and " + facts.process(q)
                    + " delivered the second alone in "
                    + facts.configurations().name(facts.configurations().ofDelivery(obliging))
                    + ", which has the sender of the first";
            int elsewhere = facts.deliveries.by(q, m);
            if (elsewhere < 0 && !facts.complete(q)) {
                findings.unknown(told + "; its log is incomplete");
                return false;
            }
            broken.set(m);
            findings.violated(told, witness -> {
                witness.complete(q);
                int othersLater = facts.deliveries.by(facts.deliveries.process(others), later);
                for (int delivery : new int[] {others, othersLater, obliging, elsewhere}) {
                    witness.deliveryInConfiguration(delivery);
                }
            });
            return true;
        }
    }
}
