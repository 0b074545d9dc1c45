package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import java.util.Arrays;
import java.util.BitSet;

/**
 * FIFO order. In addition, a process that delivers m' delivered every m before it that has a sending view in common
 * with m', for views that the process installed (CKV 6.2).
 *
 * <p>Cost: O(N): for each deliverer and sending view, the number of messages owed before the latest one delivered is
 * compared with the number delivered. A case is a message with at least two deliverers; it is at risk if the message
 * is. If an incomplete log may lack the delivery, the property is unknown. Violated when n1 delivers n2.0:8 without
 * n2.0:7, both sent in view 3.
 */
public final class FifoGapFree implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.FIFO_GAP_FREE;
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

    /** Only the part that is shared with the plain order is let go: a gap stays. */
    @Override
    public boolean isProvedByDeliveries() {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Orders.countMessages(facts, findings);
        // Causal order without gaps implies FIFO order without gaps.
        if (facts.viewCausality().holds()) {
            return;
        }
        new Search(facts, findings, Fifo.tellInversions(facts, findings)).run();
    }

    private static final class Search {
        private final Facts facts;
        private final Findings findings;
        private final BitSet broken;
        /** The messages sent in each install, in the order of their returns. */
        private final int[] sentFrom;

        private final int[] sentIn;
        private final int[] latestSend;
        private final int[] latestDelivery;
        private final int[] got;
        private final IntList touched = new IntList();

        Search(Facts facts, Findings findings, BitSet broken) {
            this.facts = facts;
            this.findings = findings;
            this.broken = broken;
            int installs = facts.views.count();
            this.sentFrom = new int[installs + 1];
            this.latestSend = new int[installs];
            this.latestDelivery = new int[installs];
            this.got = new int[installs];
            Arrays.fill(latestSend, -1);
            for (int m = 0; m < facts.messages.count(); m++) {
                for (int i = facts.sends.viewFrom(m); owed(m) && i <= facts.sends.viewTo(m); i++) {
                    sentFrom[i + 1]++;
                }
            }
            for (int i = 0; i < installs; i++) {
                sentFrom[i + 1] += sentFrom[i];
            }
            this.sentIn = new int[sentFrom[installs]];
            int[] next = sentFrom.clone();
            for (int m = 0; m < facts.messages.count(); m++) {
                for (int i = facts.sends.viewFrom(m); owed(m) && i <= facts.sends.viewTo(m); i++) {
                    sentIn[next[i]++] = m;
                }
            }
            for (int i = 0; i < installs; i++) {
                facts.sends.sortByReturn(sentIn, sentFrom[i], sentFrom[i + 1]);
            }
        }

        private boolean owed(int m) {
            return facts.sends.returned(m) != Integer.MAX_VALUE;
        }

        void run() {
            for (int q = 0; q < facts.history.processCount(); q++) {
                deliverer(q);
            }
        }

        private void deliverer(int q) {
            int touchedBefore = touched.size();
            for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
                int m = facts.deliveries.message(d);
                for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
                    if (latestSend[i] < 0) {
                        touched.add(i);
                        got[i] = 0;
                    }
                    if (facts.messages.sendEvent(m) > latestSend[i]) {
                        latestSend[i] = facts.messages.sendEvent(m);
                        latestDelivery[i] = d;
                    }
                }
            }
            for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
                int m = facts.deliveries.message(d);
                for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
                    got[i] += facts.sends.returned(m) < latestSend[i] ? 1 : 0;
                }
            }
            for (int k = touchedBefore; k < touched.size(); k++) {
                int i = touched.get(k);
                if (facts.views.installOf(q, facts.views.id(i)) != Views.NONE && got[i] < due(i)) {
                    gaps(q, i);
                }
                latestSend[i] = -1;
            }
        }

        /** The messages of an install whose sends returned before the latest one delivered was sent. */
        private int due(int install) {
            int low = sentFrom[install];
            int high = sentFrom[install + 1];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (facts.sends.returned(sentIn[middle]) < latestSend[install]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - sentFrom[install];
        }

        private void gaps(int q, int install) {
            int due = due(install);
            for (int k = sentFrom[install]; k < sentFrom[install] + due; k++) {
                int m = sentIn[k];
                if (facts.deliveries.by(q, m) >= 0 || broken.get(m)) {
                    continue;
                }
                int later = facts.deliveries.message(latestDelivery[install]);
                String told = facts.process(q) + " delivered " + facts.message(later) + " but never " + facts.message(m)
                        + "; " + facts.process(facts.messages.sender(m)) + " sent " + facts.message(m) + " before "
                        + facts.message(later) + ", both in " + facts.views.name(install);
                if (facts.complete(q)) {
                    broken.set(m);
                    findings.violated(
                            told,
                            witness -> witness.install(install)
                                    .sending(m)
                                    .sending(later)
                                    .install(facts.views.installOf(q, facts.views.id(install)))
                                    .delivery(latestDelivery[install])
                                    .complete(q));
                } else {
                    findings.unknown(told + "; its log is incomplete");
                }
            }
        }
    }
}
