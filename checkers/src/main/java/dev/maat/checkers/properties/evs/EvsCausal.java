package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Witness;
import java.util.Arrays;
import java.util.BitSet;

/**
 * If the send of m happens before that of m', both in the regular configuration c, a process that delivers m' in
 * com(c) delivers m in com(c) before it (EVS 5). Causality is local to c: happened-before is the closure, over
 * messages sent in c, of two relations: m is <em>before</em> m' at one sender, and a process delivers m in com(c),
 * then sends m'. A message whose sending configuration cannot be told takes no part.
 *
 * <p>Since no message may be left out, it is enough to ask one step: a process that delivers m' has delivered before
 * it every message that is one step before m'. No clocks are needed. Cost: O(N n): each process goes once through all
 * that each other process had sent or delivered in c. A case is a message with at least two deliverers; it is at risk
 * if the message is, or if some process delivered the message in a transitional configuration. If an incomplete log
 * may lack the delivery, the property is unknown. Violated when n3 delivers an answer in a transitional configuration
 * without its question.
 */
public final class EvsCausal implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_CAUSAL;
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
        Steps steps = new Steps(facts, findings);
        for (int view = 0; view < facts.views.count(); view++) {
            steps.judge(view);
        }
    }

    /**
     * Looks, for one process in one configuration after another, at the messages one step before those that it
     * delivers.
     */
    private static final class Steps {
        private final Facts facts;
        private final Findings findings;
        private final BitSet broken = new BitSet();
        /** The messages by sender and view of sending; those of one view in the order of their returns. */
        private final int[] sent;

        private final int[] sentFrom;
        private final int[] atSent;
        private final int[] atDelivered;
        private final int[] touched;

        Steps(Facts facts, Findings findings) {
            this.facts = facts;
            this.findings = findings;
            int views = facts.views.count();
            this.sentFrom = new int[views + 1];
            int[] viewOf = new int[facts.messages.count()];
            for (int m = 0; m < viewOf.length; m++) {
                viewOf[m] = facts.configurations().sentIn(m) == Views.NONE
                        ? Views.NONE
                        : facts.configurations().sentTo(m);
                if (viewOf[m] != Views.NONE) {
                    sentFrom[viewOf[m] + 1]++;
                }
            }
            for (int view = 0; view < views; view++) {
                sentFrom[view + 1] += sentFrom[view];
            }
            this.sent = new int[sentFrom[views]];
            int[] next = sentFrom.clone();
            for (int m = 0; m < viewOf.length; m++) {
                if (viewOf[m] != Views.NONE) {
                    sent[next[viewOf[m]]++] = m;
                }
            }
            for (int view = 0; view < views; view++) {
                facts.sends.sortByReturn(sent, sentFrom[view], sentFrom[view + 1]);
            }
            this.atSent = new int[views];
            this.atDelivered = new int[views];
            this.touched = new int[views];
            Arrays.fill(touched, Views.NONE);
        }

        void judge(int view) {
            int c = facts.views.id(view);
            for (int d = facts.deliveries.fromIn(view); d < facts.deliveries.toIn(view); d++) {
                int m = facts.deliveries.message(d);
                if (facts.configurations().sentIn(m) == c) {
                    step(view, d, m, facts.configurations().sentTo(m));
                }
            }
        }

        /**
         * Asks for the messages that the sender of m had sent, and had delivered, before it sent m, which r delivers
         * now.
         */
        private void step(int view, int d, int m, int sending) {
            if (touched[sending] != view) {
                touched[sending] = view;
                atSent[sending] = sentFrom[sending];
                atDelivered[sending] = facts.deliveries.fromIn(sending);
            }
            int send = facts.messages.sendEvent(m);
            while (atSent[sending] < sentFrom[sending + 1] && facts.sends.returned(sent[atSent[sending]]) < send) {
                demand(view, d, sent[atSent[sending]++], Views.NONE);
            }
            while (atDelivered[sending] < facts.deliveries.toIn(sending)
                    && facts.deliveries.event(atDelivered[sending]) < send) {
                int by = atDelivered[sending]++;
                int earlier = facts.deliveries.message(by);
                if (facts.configurations().sentIn(earlier) == facts.views.id(view)) {
                    demand(view, d, earlier, by);
                }
            }
        }

        private void demand(int view, int d, int earlier, int by) {
            int r = facts.views.process(view);
            int own = facts.deliveries.by(r, earlier);
            boolean before = own >= facts.deliveries.fromIn(view) && own < d;
            if (before || earlier == facts.deliveries.message(d) || broken.get(earlier) && !findings.tellsAll()) {
                return;
            }
            String told = facts.process(r) + " delivered " + facts.message(facts.deliveries.message(d)) + " in "
                    + facts.configurations().name(facts.configurations().ofDelivery(d)) + " and not "
                    + facts.message(earlier) + " before it, which was sent in " + facts.views.name(view)
                    + " and happened before it";
            if (own < 0 && !facts.complete(r)) {
                findings.unknown(told + "; its log is incomplete");
                return;
            }
            broken.set(earlier);
            findings.violated(told, witness -> prove(d, earlier, by, own, witness));
        }

        private void prove(int d, int earlier, int by, int own, Witness witness) {
            witness.complete(facts.deliveries.process(d));
            witness.sendingInConfigurations(earlier).sendingInConfigurations(facts.deliveries.message(d));
            for (int delivery : new int[] {d, by, own}) {
                witness.deliveryInConfiguration(delivery);
            }
        }
    }
}
