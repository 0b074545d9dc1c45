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
 * For any p, q that installed primary V, the one's deliveries in V are a prefix of the other's; if p goes on to a next
 * primary view, those of every other are a prefix of p's, whatever became of them (DSU uniform total order, without
 * contamination).
 *
 * <p>Cost: O(N). A case is a message that at least two deliver in a primary view; at risk as messages are. What an incomplete
 * log lacks leaves it unknown. Violated by a crashed n3 having delivered in view 7 a message that n1 never delivered there
 * and yet went on to view 8.
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

    /** Who went on has delivered all that anybody delivered in the view. */
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
        // Where nothing can be missing from its log it is certain what it lacks, and need not be looked for.
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

    /** The first delivery in the view of what a process did not deliver there, certainly or as far as its log tells; or -1. */
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
