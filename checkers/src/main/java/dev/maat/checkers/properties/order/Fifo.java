package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import java.util.Arrays;
import java.util.BitSet;

/**
 * If m is before m' at its sender, a process that delivers both delivers m first (CKV 6.1; HT FIFO order).
 *
 * <p>Cost: O(N): for each deliverer and sender, the latest send delivered is kept. A case is a message with at least
 * two deliverers; it is at risk if the message is. Violated when n1 delivers n2.0:8 before n2.0:7.
 */
public final class Fifo implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.FIFO;
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
        // Causal order implies FIFO order.
        if (!facts.viewCausality().holds()) {
            tellInversions(facts, findings);
        }
    }

    /** Tells every message that a process delivered after a later one of the same sender. */
    static BitSet tellInversions(Facts facts, Findings findings) {
        int processes = facts.history.processCount();
        int[] latestSend = new int[processes];
        int[] latestDelivery = new int[processes];
        BitSet broken = new BitSet();
        for (int q = 0; q < processes; q++) {
            if (facts.deliveries.from(q) == facts.deliveries.to(q)) {
                continue;
            }
            Arrays.fill(latestSend, -1);
            for (int d = facts.deliveries.from(q); d < facts.deliveries.to(q); d++) {
                int m = facts.deliveries.message(d);
                int sender = facts.messages.sender(m);
                if (facts.sends.returned(m) < latestSend[sender] && !broken.get(m)) {
                    broken.set(m);
                    int later = facts.deliveries.message(latestDelivery[sender]);
                    int overtaking = latestDelivery[sender];
                    int overtaken = d;
                    findings.violated(
                            facts.process(q) + " delivered " + facts.message(later) + " before " + facts.message(m)
                                    + "; " + facts.process(sender) + " sent " + facts.message(m) + " before "
                                    + facts.message(later),
                            witness -> witness.send(m)
                                    .sent(m)
                                    .send(later)
                                    .delivery(overtaking)
                                    .delivery(overtaken));
                }
                if (facts.messages.sendEvent(m) > latestSend[sender]) {
                    latestSend[sender] = facts.messages.sendEvent(m);
                    latestDelivery[sender] = d;
                }
            }
        }
        return broken;
    }
}
