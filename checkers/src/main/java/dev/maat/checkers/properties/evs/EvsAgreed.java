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
 * One logical order of all events exists that agrees with happened-before. In it, all processes that install a
 * configuration do so at the same point, and all that deliver a message deliver it at the same point, in whatever
 * configurations. And no message is left out: if p delivers m before m', both in com(c), then a process q that
 * delivers m' in com(c) has delivered m there too, unless the sender of m is not in the configuration in which q
 * delivers m' (EVS 6). All messages are judged alike, as they are by total-order.
 *
 * <p>Cost: O(N) for the order. The gaps take O(N) where all processes that were in c delivered prefixes of one
 * sequence, else O(N n). A case is a message with at least two deliverers; it is at risk if the message is, or if some
 * process delivered the message in a transitional configuration. If an incomplete log may lack the delivery, the
 * property is unknown. Violated when n1 delivers a before b in configuration 7 and n2 delivers b before a in a
 * transitional one after 7; or when n2 delivers only b and the sender of a is in that transitional configuration.
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
        /**
         * For each message, the last install found in which it was delivered; only that of the process looked at
         * counts.
         */
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

        /**
         * Goes backwards through the deliveries of p: each message that q delivered too obliges q to the messages
         * before it.
         */
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

        /**
         * Keeps one delivery for each of q's configurations, since all deliveries in one oblige q to the same messages.
         */
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
                    + " before " + facts.message(later) + ", but " + facts.process(q)
                    + " delivered only the second in "
                    + facts.configurations().name(facts.configurations().ofDelivery(obliging))
                    + ", whose members include the sender of the first";
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
