package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Findings;
import java.util.Arrays;

/** Groups of installs of one view: a process that delivers in the view obliges the other processes of its circle. */
final class Circles {
    /** Whether a delivery of a message in a view obliges anyone. */
    interface Obliging {
        boolean in(int message, int viewId);
    }

    private final Facts facts;
    private final Findings findings;
    private final Obliging obliging;
    private final int[][] circles;
    private final int[] circleOf;
    private final int[] lookedAt;

    Circles(Facts facts, Findings findings, int[][] circles, Obliging obliging) {
        this.facts = facts;
        this.findings = findings;
        this.obliging = obliging;
        this.circles = circles;
        this.circleOf = new int[facts.views.count()];
        Arrays.fill(circleOf, -1);
        for (int c = 0; c < circles.length; c++) {
            for (int install : circles[c]) {
                circleOf[install] = c;
            }
        }
        this.lookedAt = new int[circles.length];
        Arrays.fill(lookedAt, -1);
    }

    /** For each group that completes a view together, its core processes. */
    static int[][] together(Facts facts) {
        return facts.groups.all().stream()
                .map(group -> Arrays.stream(group)
                        .filter(install -> facts.core.has(facts.views.process(install)))
                        .toArray())
                .toArray(int[][]::new);
    }

    void judge() {
        boolean partitionable = facts.history.header().partitionable();
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.byAll(m)) {
                continue;
            }
            boolean met = message(m, true);
            if (met && partitionable) {
                message(m, false);
            }
        }
    }

    /**
     * Whether every process of each circle in which a message was delivered has delivered it. In a partitionable group
     * a delivery obliges for certain only if its process cannot have gone on, unseen, without the others.
     */
    private boolean message(int m, boolean certain) {
        boolean partitionable = facts.history.header().partitionable();
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            int circle = install == Views.NONE ? -1 : circleOf[install];
            boolean asked = circle >= 0 && lookedAt[circle] != m && obliging.in(m, facts.views.id(install));
            if (asked && certain != (partitionable && facts.mayHaveGoneOn(install))) {
                lookedAt[circle] = m;
                if (!Obligation.met(facts, m, circles[circle], delivery, certain, findings, true)) {
                    return false;
                }
            }
        }
        return true;
    }
}
