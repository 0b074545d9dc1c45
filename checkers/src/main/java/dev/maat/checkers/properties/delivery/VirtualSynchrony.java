package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Proof;
import java.util.Arrays;

/**
 * Processes that move from V to the same V' have delivered the same set of messages in V (CKV 5.3; Birman).
 *
 * <p>Cost: O(N): each set is compared by size with the union of the group's sets. A case is a pair of views with at
 * least two movers, and it is always at risk. If an incomplete log may lack a delivery, the property is unknown.
 * Violated when n1 and n2 move from view 7 to view 8, and n1 delivered n3.0:4 in view 7 and n2 did not.
 */
public final class VirtualSynchrony implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.VIRTUAL_SYNCHRONY;
    }

    /** Before the run is quiet only processes that moved on are compared: their deliveries in a view that they left are settled. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        int[] inUnion = new int[facts.messages.count()];
        Arrays.fill(inUnion, -1);
        int group = 0;
        for (int[] installs : facts.groups.movers()) {
            if (installs.length > 1) {
                findings.applicable(true);
                group(facts, installs, inUnion, group++, findings);
            }
        }
    }

    private static void group(Facts facts, int[] installs, int[] inUnion, int group, Findings findings) {
        int union = 0;
        for (int install : installs) {
            for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                if (inUnion[facts.deliveries.message(d)] != group) {
                    inUnion[facts.deliveries.message(d)] = group;
                    union++;
                }
            }
        }
        for (int install : installs) {
            boolean lacks = facts.deliveries.toIn(install) - facts.deliveries.fromIn(install) < union;
            if (lacks && tell(facts, installs, install, findings)) {
                return;
            }
        }
        for (int install : installs) {
            if (facts.deliveries.toIn(install) - facts.deliveries.fromIn(install) < union) {
                findings.unknown("the incomplete log of " + facts.process(facts.views.process(install))
                        + " lacks deliveries in " + facts.views.name(install) + " that others have");
            }
        }
    }

    /** Whether a process certainly lacks a message that others have; the first such message is told. */
    private static boolean tell(Facts facts, int[] installs, int lacking, Findings findings) {
        // If nothing can be missing from its log, the process certainly lacks a message, and no search is needed to
        // know it.
        if (!facts.complete(facts.views.process(lacking)) && lacked(facts, installs, lacking) < 0) {
            return false;
        }
        findings.violated(witness -> {
            int d = lacked(facts, installs, lacking);
            int m = facts.deliveries.message(d);
            int q = facts.views.process(lacking);
            int install = facts.deliveries.install(d);
            witness.completing(install).delivery(d).completing(lacking).notDeliveredIn(lacking, m);
            return facts.process(facts.views.process(install)) + " delivered " + facts.message(m) + " in "
                    + facts.views.name(install) + ", but " + facts.process(q)
                    + (facts.deliveries.by(q, m) < 0 ? " never did" : " did not deliver it there")
                    + "; both moved from " + facts.views.name(lacking) + " to "
                    + facts.views.name(facts.views.next(lacking));
        });
        return true;
    }

    /**
     * The first delivery, by others in the view, of a message that a process certainly did not deliver there; or -1.
     */
    private static int lacked(Facts facts, int[] installs, int lacking) {
        for (int install : installs) {
            for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                if (facts.notDeliveredIn(lacking, facts.deliveries.message(d))) {
                    return d;
                }
            }
        }
        return -1;
    }
}
