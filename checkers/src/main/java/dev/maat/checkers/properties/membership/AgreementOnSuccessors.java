package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ViewContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * If p moves from V' to V, q is a member of both, and q installs V, then q came to V from V' (CKV 5.4). The members
 * are those of p's own copies of the views.
 *
 * <p>Cost: O(views n). A case is a move, and it is always at risk. If an incomplete log of q may lack the install of
 * V', the property is unknown; if that log shows an install of V' elsewhere, there is no other one to miss. Violated
 * when n1 and n2 are members of views 7 and 8, n1 comes to 8 from 7, and n2 comes to 8 from 6.
 */
public final class AgreementOnSuccessors implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.AGREEMENT_ON_SUCCESSORS;
    }

    /** Two lines that contradict each other prove it, with the lines before them in their logs. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings)) {
            return;
        }
        Map<ViewContent, Set<ViewContent>> judged = new HashMap<>();
        for (int i = 0; i < facts.views.count(); i++) {
            int previous = facts.views.previous(i);
            if (previous == Views.NONE) {
                continue;
            }
            findings.applicable(true);
            if (judged.computeIfAbsent(facts.views.content(previous), absent -> new HashSet<>())
                    .add(facts.views.content(i))) {
                move(facts, previous, i, findings);
            }
        }
    }

    private static void move(Facts facts, int previous, int install, Findings findings) {
        ViewContent from = facts.views.content(previous);
        ViewContent to = facts.views.content(install);
        for (int rank = 0; rank < to.size(); rank++) {
            int q = to.member(rank);
            int own = from.has(q) ? facts.views.installOf(q, to.idNumber()) : Views.NONE;
            if (own == Views.NONE) {
                continue;
            }
            int ownPrevious = facts.views.previous(own);
            if (ownPrevious != Views.NONE && facts.views.id(ownPrevious) == from.idNumber()) {
                continue;
            }
            String told = facts.process(facts.views.process(install)) + " came to " + facts.views.name(install)
                    + " from "
                    + facts.views.name(previous) + ", but " + facts.process(q) + ", a member of both, "
                    + (ownPrevious == Views.NONE ? "came from no view" : "came from " + facts.views.name(ownPrevious));
            if (facts.complete(q) || facts.views.installOf(q, from.idNumber()) != Views.NONE) {
                findings.violated(
                        told,
                        witness -> witness.install(previous)
                                .install(install)
                                .install(ownPrevious)
                                .install(own)
                                .install(facts.views.installOf(q, from.idNumber()))
                                .complete(q));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        }
    }
}
