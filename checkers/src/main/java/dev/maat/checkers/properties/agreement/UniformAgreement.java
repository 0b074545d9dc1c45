package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Premises;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A message delivered in a primary view V by any process, a crashed one included, is delivered by every process that
 * goes on from V to a next primary view (safety), and by every core process that ends in V, primary in its own copy
 * (liveness) (HT uniform agreement, for views). Non-primary views are left out.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. If an incomplete
 * log may lack the delivery, the property is unknown. Violated when n3 delivers n3.0:9 and dies, and n1 and n2 go on
 * without it.
 */
public final class UniformAgreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.UNIFORM_AGREEMENT;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverers();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsPrimary(facts, findings)) {
            return;
        }
        Orders.countMessages(facts, findings);
        judge(facts, facts.primaryMoves::goesOn, findings, false);
        if (findings.anyViolation() || !findings.livenessCanBeJudged()) {
            return;
        }
        judge(facts, i -> facts.primaryMoves.isPrimary(i) && facts.core.endsIn(i), findings, true);
        findings.finishLiveness();
    }

    private static void judge(Facts facts, IntPredicate owes, Findings findings, boolean live) {
        int[][] circles = new int[facts.views.idCount()][];
        for (int id = 0; id < circles.length; id++) {
            IntList installs = new IntList();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                if (owes.test(facts.views.byId(position))) {
                    installs.add(facts.views.byId(position));
                }
            }
            circles[id] = installs.toArray();
        }
        int[] lookedAt = new int[circles.length];
        Arrays.fill(lookedAt, -1);
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.byAll(m)) {
                continue;
            }
            for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
                int delivery = facts.deliveries.ofMessage(m, k);
                int install = facts.deliveries.install(delivery);
                if (install == Views.NONE || !facts.primaryMoves.isPrimary(install)) {
                    continue;
                }
                int id = facts.views.id(install);
                if (lookedAt[id] != m) {
                    lookedAt[id] = m;
                    if (!Obligation.met(facts, m, circles[id], delivery, true, findings, live)) {
                        break;
                    }
                }
            }
        }
    }
}
