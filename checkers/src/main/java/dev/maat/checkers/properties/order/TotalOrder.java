package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * One order of all messages exists that the delivery sequence of every process follows, crashed and excluded processes
 * included (CKV 6.5 strong total order; DSU). Over the core alone it is a part of the profile total-order-broadcast.
 *
 * <p>Cost: O(N + M): edges lead from each delivery to the next one, and a cycle is the counterexample. A case is a
 * message with at least two deliverers; it is at risk if the message is. Violated when n1 delivers a before b, and n3,
 * which crashed, had delivered b before a.
 */
public final class TotalOrder implements Checker {
    private final boolean ofCore;

    public TotalOrder(boolean ofCore) {
        this.ofCore = ofCore;
    }

    @Override
    public PropertyId property() {
        return ofCore ? PropertyId.TOTAL_ORDER_OF_CORE : PropertyId.TOTAL_ORDER;
    }

    /** Sequences grow only at their ends: a delivery that comes late breaks the order instead. Which processes are core is known at the end. */
    @Override
    public boolean isFirm(Proof proof) {
        return !ofCore;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return ofCore ? letGo.withTwoCoreDeliverers() : letGo.withTwoDeliverers();
    }

    @Override
    public boolean isProvedByDeliveries() {
        return !ofCore;
    }

    /** A cycle is one violation, however much of it was let go. */
    @Override
    public long violations(long inWindow, long letGo) {
        return 1;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (ofCore && facts.history.quiet() == null) {
            findings.unknown("no 'quiet' line names the core");
            return;
        }
        IntPredicate looksAt = ofCore ? facts.core::has : p -> true;
        if (ofCore) {
            countOfCore(facts, findings);
        } else {
            Orders.countMessages(facts, findings);
        }
        // An order of all deliveries is an order of the core's deliveries too.
        if (!facts.oneOrder().exists()) {
            Consumer<Witness> core = ofCore ? Witness::quiet : witness -> {};
            new OrderCycle(facts, looksAt).tell(findings, core);
        }
    }

    private static void countOfCore(Facts facts, Findings findings) {
        for (int m = 0; m < facts.messages.count(); m++) {
            int deliverers = 0;
            for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
                deliverers += facts.core.has(facts.deliveries.process(facts.deliveries.ofMessage(m, k))) ? 1 : 0;
            }
            if (deliverers > 1) {
                findings.applicable(facts.risk.message(m));
            }
        }
    }
}
