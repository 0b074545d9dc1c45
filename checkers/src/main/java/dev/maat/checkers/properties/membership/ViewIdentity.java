package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.history.ViewInstall;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One id means the same members, rank order, seq and primary flag everywhere. Every view line is judged, a second
 * install of an id by one process included. Transitional views are not: their ids concern EVS alone.
 *
 * <p>Cost: O(views). A case is a view id; it is at risk if some install of it is a move. Violated by one id that means
 * [n1, n2] at n1 and [n2, n1] at n2, since rank is part of a view.
 */
public final class ViewIdentity implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.VIEW_IDENTITY;
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
        @Nullable ViewInstall[] first = new ViewInstall[facts.views.idCount()];
        BitSet moved = new BitSet();
        BitSet broken = new BitSet();
        for (ProcessLog log : facts.history.logs()) {
            boolean any = false;
            for (ViewInstall install : facts.history.installs(log)) {
                if (!install.content().regular()) {
                    continue;
                }
                int id = install.content().idNumber();
                moved.set(id, moved.get(id) || any);
                any = true;
                ViewInstall other = first[id];
                if (other == null) {
                    first[id] = install;
                } else if (!same(other.content(), install.content()) && !broken.get(id)) {
                    broken.set(id);
                    findings.violated(
                            "view " + install.content().id() + " has two contents: " + told(facts, other) + "; "
                                    + told(facts, install),
                            witness -> witness.event(other.process(), other.event())
                                    .event(install.process(), install.event()));
                }
            }
        }
        for (int id = 0; id < first.length; id++) {
            if (first[id] != null) {
                findings.applicable(moved.get(id));
            }
        }
    }

    private static boolean same(ViewContent a, ViewContent b) {
        if (a == b) {
            return true;
        }
        if (a.seq() != b.seq() || a.primary() != b.primary() || a.size() != b.size()) {
            return false;
        }
        for (int rank = 0; rank < a.size(); rank++) {
            if (a.member(rank) != b.member(rank)) {
                return false;
            }
        }
        return true;
    }

    private static String told(Facts facts, ViewInstall install) {
        ViewContent view = install.content();
        return "at " + facts.process(install.process()) + " the members " + facts.members(view) + ", seq " + view.seq()
                + (view.primary() ? "" : ", not primary");
    }
}
