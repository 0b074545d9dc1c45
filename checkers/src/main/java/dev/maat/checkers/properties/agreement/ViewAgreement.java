package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;

/**
 * A message delivered in V by a core process not excluded from V is delivered, in V or elsewhere, by every core
 * process that installed V and was not excluded from it, a process that joined with V included (HT agreement, for
 * views). In a partitionable group, a message delivered in V by a core process is delivered by every core process that
 * completes V together with it. Liveness.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. If an incomplete
 * log may lack the delivery, the property is unknown. In a partitionable group it is also unknown if the deliverer may
 * have gone on to a view that its log does not show. Violated when n1 delivers n3.0:4 in the view with which n2 joins,
 * and n2 never delivers it.
 */
public final class ViewAgreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.VIEW_AGREEMENT;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.live() ? letGo.withTwoDeliverers() : 0;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!findings.livenessCanBeJudged()) {
            return;
        }
        Orders.countMessages(facts, findings);
        boolean partitionable = facts.history.header().partitionable();
        int[][] circles = partitionable ? Circles.together(facts) : viewCircles(facts);
        new Circles(facts, findings, circles, (m, viewId) -> true).judge();
        findings.finishLiveness();
    }

    /** For each view, its installs by core processes not excluded from it. */
    private static int[][] viewCircles(Facts facts) {
        int[][] circles = new int[facts.views.idCount()][];
        for (int id = 0; id < circles.length; id++) {
            IntList installs = new IntList();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                if (facts.core.has(facts.views.process(install)) && !facts.exclusion.excluded(install)) {
                    installs.add(install);
                }
            }
            circles[id] = installs.toArray();
        }
        return circles;
    }
}
