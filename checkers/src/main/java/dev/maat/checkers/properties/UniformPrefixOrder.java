package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;

/**
 * For any p, q that installed primary V, the one's deliveries in V are a prefix of the other's; if p goes on to a next
 * primary view, those of every other are a prefix of p's, whatever became of them (DSU uniform total order, without
 * contamination).
 *
 * <p>Cost: O(N). A case is a message that at least two deliver in a primary view; at risk as messages are. What an incomplete
 * log lacks leaves it unknown. Violated by a crashed n3 having delivered in view 7 a message that n1 never delivered there
 * and yet went on to view 8.
 */
final class UniformPrefixOrder implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.UNIFORM_PREFIX_ORDER;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsPrimary(facts, findings)) {
            return;
        }
        PrefixOrder order = new PrefixOrder(facts);
        WeakTotalOrder.SharedMessages shared = new WeakTotalOrder.SharedMessages(facts, findings);
        for (int id = 0; id < facts.views.idCount(); id++) {
            IntList installs = new IntList();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                if (facts.primaryMoves.isPrimary(facts.views.byId(position))) {
                    installs.add(facts.views.byId(position));
                }
            }
            if (installs.size() > 1) {
                shared.count(installs.toArray());
                order.compare(installs.toArray(), mismatch -> WeakTotalOrder.tell(facts, mismatch, findings));
                goneOn(facts, installs.toArray(), findings);
            }
        }
    }

    /** Who went on has delivered all that anybody delivered in the view. */
    private static void goneOn(Facts facts, int[] installs, Findings findings) {
        int longest = installs[0];
        for (int install : installs) {
            longest = length(facts, install) > length(facts, longest) ? install : longest;
        }
        for (int install : installs) {
            if (!facts.primaryMoves.goesOn(install) || length(facts, install) == length(facts, longest)) {
                continue;
            }
            int beyond = facts.deliveries.fromIn(longest) + length(facts, install);
            String told = facts.process(facts.views.process(longest)) + " delivered "
                    + facts.message(facts.deliveries.message(beyond)) + " in " + facts.views.name(longest)
                    + ", behind all that "
                    + facts.process(facts.views.process(install)) + " delivered there, which went on to "
                    + facts.views.name(facts.primaryMoves.next(install));
            if (facts.complete(facts.views.process(install))) {
                findings.violated(
                        told,
                        findings.witness()
                                .install(longest)
                                .delivery(beyond)
                                .install(install)
                                .install(facts.primaryMoves.next(install)));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        }
    }

    private static int length(Facts facts, int install) {
        return facts.deliveries.toIn(install) - facts.deliveries.fromIn(install);
    }
}
