package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import java.util.Arrays;

/**
 * A message delivered in V by a core process not excluded from V is delivered, in V or elsewhere, by every core
 * process that installed V and was not excluded from it (HT agreement, for views). In a partitionable group, a message
 * delivered in V by a core process is delivered by every core process that completes V together with it. Liveness.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. If an incomplete
 * log may lack the delivery, the property is unknown. In a partitionable group it is also unknown if the deliverer may
 * have gone on to a view that its log does not show. Violated when n1 delivers n3.0:4, and n2, which is in the same
 * views throughout, never does.
 */
public final class Agreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.AGREEMENT;
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
        int[][] circles = partitionable ? togetherCircles(facts) : viewCircles(facts);
        // The circle that an install belongs to; a process that delivers in it obliges the others of the circle.
        int[] circleOf = new int[facts.views.count()];
        Arrays.fill(circleOf, -1);
        for (int c = 0; c < circles.length; c++) {
            for (int install : circles[c]) {
                circleOf[install] = c;
            }
        }
        int[] lookedAt = new int[circles.length];
        Arrays.fill(lookedAt, -1);
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.byAll(m)) {
                continue;
            }
            boolean met = message(facts, m, circles, circleOf, lookedAt, true, findings);
            if (met && partitionable) {
                message(facts, m, circles, circleOf, lookedAt, false, findings);
            }
        }
        findings.finishLiveness();
    }

    /**
     * Whether every process of each circle in which a message was delivered has delivered it. In a partitionable group
     * a delivery obliges for certain only if its process cannot have gone on, unseen, without the others.
     */
    private static boolean message(
            Facts facts, int m, int[][] circles, int[] circleOf, int[] lookedAt, boolean certain, Findings findings) {
        boolean partitionable = facts.history.header().partitionable();
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            int circle = install == Views.NONE ? -1 : circleOf[install];
            boolean asked = circle >= 0 && lookedAt[circle] != m;
            if (asked && certain != (partitionable && facts.mayHaveGoneOn(install))) {
                lookedAt[circle] = m;
                if (!Obligation.met(facts, m, circles[circle], delivery, certain, findings, true)) {
                    return false;
                }
            }
        }
        return true;
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

    /** For each group that completes a view together, its core processes. */
    private static int[][] togetherCircles(Facts facts) {
        return facts.groups.all().stream()
                .map(group -> Arrays.stream(group)
                        .filter(install -> facts.core.has(facts.views.process(install)))
                        .toArray())
                .toArray(int[][]::new);
    }
}
