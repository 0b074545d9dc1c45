package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;

/**
 * A process that installs V is a member of V (CKV 3.1), judged on the process's own copy of the view.
 *
 * <p>Cost: O(views). A case is an install; it is at risk if it is a move. Violated when n3 installs [n1, n2].
 */
public final class SelfInclusion implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SELF_INCLUSION;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings)) {
            return;
        }
        Views views = facts.views;
        for (int i = 0; i < views.count(); i++) {
            findings.applicable(views.previous(i) != Views.NONE);
            if (!views.content(i).has(views.process(i))) {
                int install = i;
                findings.violated(
                        facts.process(views.process(i)) + " installed " + views.name(i) + ", whose members are "
                                + facts.members(views.content(i)) + ", and is not one of them",
                        witness -> witness.install(install));
            }
        }
    }
}
