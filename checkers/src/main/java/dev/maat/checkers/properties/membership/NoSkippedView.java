package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.history.ViewContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Non-primary views are left out. If p, not excluded from V, moves from V to V', and q is a member of both, has
 * installed V and installs a view of higher seq than V, then q moves from V to V'. Members and seq are those of p's
 * own copies of the views.
 *
 * <p>Cost: O(views n). A case is a move by a process that is not excluded, and it is always at risk. If an incomplete
 * log of q may lack the install of V', the property is unknown; if that log shows an install of V' elsewhere, there is
 * no other one to miss. Violated when n1 goes through views 3, 4, 5 and n2, a member of all three, goes from 3 to 5.
 */
public final class NoSkippedView implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.NO_SKIPPED_VIEW;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings) || Premises.needsPrimary(facts, findings)) {
            return;
        }
        // Moves between equal copies of two views oblige the same processes, so one of these moves is enough.
        Map<ViewContent, Set<ViewContent>> judged = new HashMap<>();
        for (int i = 0; i < facts.views.count(); i++) {
            if (!facts.primaryMoves.goesOn(i) || facts.exclusion.excluded(i)) {
                continue;
            }
            findings.applicable(true);
            int next = facts.primaryMoves.next(i);
            if (judged.computeIfAbsent(facts.views.content(i), absent -> new HashSet<>())
                    .add(facts.views.content(next))) {
                move(facts, i, next, findings);
            }
        }
    }

    private static void move(Facts facts, int install, int next, Findings findings) {
        ViewContent from = facts.views.content(install);
        ViewContent to = facts.views.content(next);
        for (int rank = 0; rank < from.size(); rank++) {
            int q = from.member(rank);
            int own = to.has(q) ? facts.views.installOf(q, from.idNumber()) : Views.NONE;
            if (own == Views.NONE || !facts.primaryMoves.isPrimary(own)) {
                continue;
            }
            int ownNext = facts.primaryMoves.next(own);
            if (ownNext != Views.NONE && facts.views.id(ownNext) == to.idNumber()) {
                continue;
            }
            int higher = higher(facts, q, from);
            if (higher == Views.NONE) {
                continue;
            }
            String told = facts.process(facts.views.process(install)) + " moved from " + facts.views.name(install)
                    + " to " + facts.views.name(next) + "; " + facts.process(q)
                    + ", a member of both, did not, but installed "
                    + facts.views.name(higher);
            int elsewhere = facts.views.installOf(q, to.idNumber());
            boolean shown = elsewhere != Views.NONE && facts.primaryMoves.isPrimary(elsewhere);
            if (facts.complete(q) || shown) {
                findings.violated(
                        told,
                        witness -> witness.install(install)
                                .install(next)
                                .install(own)
                                .install(ownNext)
                                .install(higher)
                                .install(elsewhere)
                                .complete(q));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        }
    }

    private static int higher(Facts facts, int q, ViewContent than) {
        for (int i = facts.views.to(q) - 1; i >= facts.views.from(q); i--) {
            ViewContent view = facts.views.content(i);
            if (view.primary() && view.seq() > than.seq() && view.generation().equals(than.generation())) {
                return i;
            }
        }
        return Views.NONE;
    }
}
