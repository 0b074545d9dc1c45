package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.history.ViewInstall;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * If p moves from V' to V with transitional set T, then p is in T, T lies within both views, and another process that
 * installs V is in T exactly if it came to V from V' (CKV 5.5). Nothing is asked of a process that never installs V,
 * nor of first views.
 *
 * <p>Cost: O(views n). A case is a move with a transitional set, and it is always at risk. If an incomplete log of q
 * may lack the install of V', the property is unknown; if that log shows an install of V' elsewhere, there is no other
 * one to miss. Violated by T = [n1, n2, n3] when n3 came from another view.
 */
public final class TransitionalSet implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.TRANSITIONAL_SET;
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
        boolean any = false;
        Set<Object> judged = new HashSet<>();
        for (int i = 0; i < facts.views.count(); i++) {
            ViewInstall line = facts.views.line(i);
            if (line == null || !line.hasTransitional()) {
                continue;
            }
            any = true;
            int previous = facts.views.previous(i);
            if (previous == Views.NONE) {
                continue;
            }
            findings.applicable(true);
            int[] set = line.transitional();
            Arrays.sort(set);
            own(facts, previous, i, set, findings);
            record Same(ViewContent from, ViewContent to, String set) {}
            if (judged.add(new Same(facts.views.content(previous), facts.views.content(i), Arrays.toString(set)))) {
                others(facts, previous, i, set, findings);
            }
        }
        if (!any) {
            findings.inapplicable("the history records no transitional sets");
        }
    }

    private static void own(Facts facts, int previous, int install, int[] set, Findings findings) {
        int p = facts.views.process(install);
        if (Arrays.binarySearch(set, p) < 0) {
            findings.violated(
                    facts.process(p) + " is not in its own transitional set at " + facts.views.name(install),
                    witness -> witness.install(previous).install(install));
            return;
        }
        for (int q : set) {
            if (!facts.views.content(previous).has(q)
                    || !facts.views.content(install).has(q)) {
                findings.violated(
                        "the transitional set of " + facts.process(p) + " from " + facts.views.name(previous) + " to "
                                + facts.views.name(install) + " has " + facts.process(q)
                                + ", which is not a member of both",
                        witness -> witness.install(previous).install(install));
                return;
            }
        }
    }

    private static void others(Facts facts, int previous, int install, int[] set, Findings findings) {
        int from = facts.views.id(previous);
        int to = facts.views.id(install);
        for (int position = facts.views.byIdFrom(to); position < facts.views.byIdTo(to); position++) {
            int own = facts.views.byId(position);
            int q = facts.views.process(own);
            int ownPrevious = facts.views.previous(own);
            boolean came = ownPrevious != Views.NONE && facts.views.id(ownPrevious) == from;
            boolean in = Arrays.binarySearch(set, q) >= 0;
            if (came == in || q == facts.views.process(install)) {
                continue;
            }
            String told = facts.process(q) + " came to " + facts.views.name(own)
                    + (ownPrevious == Views.NONE ? " from no view" : " from " + facts.views.name(ownPrevious))
                    + " and is "
                    + (in ? "" : "not ") + "in the transitional set that "
                    + facts.process(facts.views.process(install)) + " has from " + facts.views.name(previous);
            int elsewhere = facts.views.installOf(q, from);
            if (came || elsewhere != Views.NONE || facts.complete(q)) {
                findings.violated(
                        told,
                        witness -> witness.install(previous)
                                .install(install)
                                .install(ownPrevious)
                                .install(own)
                                .install(elsewhere)
                                .complete(q));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        }
    }
}
