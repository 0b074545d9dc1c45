package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import java.util.Arrays;

/**
 * For any p and q that installed primary V, the deliveries of one in V are a prefix of the deliveries of the other. If
 * p goes on to a next primary view, the deliveries of every other process in V are a prefix of p's, whatever became of
 * that process (DSU uniform total order, without contamination).
 *
 * <p>Cost: O(N). A case is a message that at least two processes deliver in a primary view; it is at risk if the
 * message is. If an incomplete log may lack the delivery, the property is unknown. Violated when n3, which crashed,
 * had delivered in view 7 a message that n1 never delivered there, and n1 went on to view 8.
 */
public final class UniformPrefixOrder implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.UNIFORM_PREFIX_ORDER;
    }

    /** Sequences grow only at their ends: a delivery that comes late breaks the order instead. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoPrimaryDeliverers();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsPrimary(facts, findings)) {
            return;
        }
        PrefixOrder order = new PrefixOrder(facts);
        WeakTotalOrder.SharedMessages shared = new WeakTotalOrder.SharedMessages(facts, findings);
        int[] inUnion = new int[facts.messages.count()];
        Arrays.fill(inUnion, -1);
        for (int id = 0; id < facts.views.idCount(); id++) {
            IntList installs = new IntList();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                if (facts.primaryMoves.isPrimary(facts.views.byId(position))) {
                    installs.add(facts.views.byId(position));
                }
            }
            if (installs.size() > 1) {
                shared.count(installs.toArray());
                order.compare(installs.toArray(), mismatch -> mismatch.tell(facts, findings, false));
                goneOn(facts, installs.toArray(), inUnion, id, findings);
            }
        }
    }

    /** A process that went on has delivered all messages that any process delivered in the view. */
    private static void goneOn(Facts facts, int[] installs, int[] inUnion, int stamp, Findings findings) {
        int union = 0;
        for (int install : installs) {
            for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                int m = facts.deliveries.message(d);
                union += inUnion[m] == stamp ? 0 : 1;
                inUnion[m] = stamp;
            }
        }
        for (int install : installs) {
            if (facts.primaryMoves.goesOn(install)
                    && facts.deliveries.toIn(install) - facts.deliveries.fromIn(install) < union) {
                lacking(facts, installs, install, findings);
            }
        }
    }

    private static void lacking(Facts facts, int[] installs, int lacking, Findings findings) {
        // If nothing can be missing from its log, the process certainly lacks a message, and no search is needed to
        // know it.
        if (facts.complete(facts.views.process(lacking)) || lacked(facts, installs, lacking, true) >= 0) {
            findings.violated(witness -> {
                int d = lacked(facts, installs, lacking, true);
                witness.install(facts.deliveries.install(d))
                        .delivery(d)
                        .install(lacking)
                        .install(facts.primaryMoves.next(lacking))
                        .notDeliveredIn(lacking, facts.deliveries.message(d));
                return sentence(facts, lacking, d);
            });
        } else {
            findings.unknown(() ->
                    sentence(facts, lacking, lacked(facts, installs, lacking, false)) + "; its log is incomplete");
        }
    }

    private static String sentence(Facts facts, int lacking, int d) {
        int install = facts.deliveries.install(d);
        return facts.process(facts.views.process(install)) + " delivered "
                + facts.message(facts.deliveries.message(d)) + " in " + facts.views.name(install) + "; "
                + facts.process(facts.views.process(lacking)) + " moved on to "
                + facts.views.name(facts.primaryMoves.next(lacking)) + " without having delivered it there";
    }

    /**
     * The first delivery in the view of a message that a process did not deliver there, certainly or as far as its log
     * tells; or -1.
     */
    private static int lacked(Facts facts, int[] installs, int lacking, boolean certainly) {
        int p = facts.views.process(lacking);
        for (int install : installs) {
            for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                int m = facts.deliveries.message(d);
                int own = facts.deliveries.by(p, m);
                boolean delivered = own >= 0 && facts.deliveries.install(own) == lacking;
                if (certainly ? facts.notDeliveredIn(lacking, m) : !delivered) {
                    return d;
                }
            }
        }
        return -1;
    }
}
