package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Findings;

/** A delivery that each process of a circle owes for a message, in whatever view. */
final class Obligation {
    private Obligation() {}

    /**
     * Whether every process of the circle has delivered it. If one has not, that is told: as a violation if its log is
     * complete, else as unknown.
     *
     * @param circle the installs whose processes owe it
     * @param obliging the delivery because of which they owe it
     * @param certain whether they owe it whatever an incomplete log may lack
     * @param live whether it was owed only because the run is quiet
     * @return false if a violation was found
     */
    static boolean met(
            Facts facts, int m, int[] circle, int obliging, boolean certain, Findings findings, boolean live) {
        if (all(facts, m, circle)) {
            return true;
        }
        for (int install : circle) {
            int q = facts.views.process(install);
            if (facts.deliveries.by(q, m) >= 0) {
                continue;
            }
            int obligingInstall = facts.deliveries.install(obliging);
            String told = facts.process(facts.deliveries.process(obliging)) + " delivered " + facts.message(m) + " in "
                    + facts.views.name(obligingInstall) + "; " + facts.process(q)
                    + (live
                            ? ", a core process that installed that view too, never delivered it"
                            : " moved on to " + facts.views.name(facts.primaryMoves.next(install))
                                    + " and never delivered it");
            if (!certain || !facts.complete(q)) {
                findings.unknown(told + "; a log is incomplete");
                continue;
            }
            findings.violated(told, witness -> {
                witness.deliveryInView(obliging).install(install).complete(q);
                if (!live) {
                    witness.install(facts.primaryMoves.next(install));
                } else if (facts.history.header().partitionable()) {
                    witness.sending(m)
                            .completing(obligingInstall)
                            .completing(install)
                            .liveness(m);
                } else {
                    witness.notExcluded(obligingInstall).notExcluded(install).liveness(m);
                }
            });
            return false;
        }
        return true;
    }

    /** Walks both at once: the circle and the deliverers are in order of process numbers. */
    private static boolean all(Facts facts, int m, int[] circle) {
        int deliverers = facts.deliveries.deliverers(m);
        int k = 0;
        for (int install : circle) {
            int q = facts.views.process(install);
            while (k < deliverers && facts.deliveries.ofMessage(m, k) < facts.deliveries.from(q)) {
                k++;
            }
            if (k == deliverers || facts.deliveries.ofMessage(m, k) >= facts.deliveries.to(q)) {
                return false;
            }
        }
        return true;
    }
}
