package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.history.FaultSpan;
import dev.maat.checkers.history.Quiet;

/**
 * No core process installs a view after {@code quiet} (by time) while no lasting fault is on and none has fallen since
 * (CKV 3.5, precise membership). A heal is not a fault.
 *
 * <p>Cost: O(views faults). A case is an install by a core process; it is at risk if it is a move. A history without
 * {@code quiet} does not exercise the property. Violated by a healed network in which memberships are formed again and
 * again.
 */
public final class NoSpuriousView implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.NO_SPURIOUS_VIEW;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Quiet quiet = facts.history.quiet();
        if (Premises.needsViews(facts, findings) || quiet == null) {
            return;
        }
        for (int p : facts.core.processes()) {
            for (int i = facts.views.from(p); i < facts.views.to(p); i++) {
                findings.applicable(facts.views.previous(i) != Views.NONE);
                long nanos = facts.views.nanos(i);
                if (nanos > quiet.nanos() && !excused(facts, quiet.nanos(), nanos)) {
                    int install = i;
                    findings.violated(
                            facts.process(p) + " installed " + facts.views.name(i) + " " + (nanos - quiet.nanos())
                                    + " ns after the run had become quiet",
                            witness -> witness.install(facts.views.previous(install))
                                    .install(install)
                                    .quiet());
                }
            }
        }
    }

    private static boolean excused(Facts facts, long quietNanos, long nanos) {
        for (FaultSpan fault : facts.history.faults()) {
            boolean fellSince = fault.fell() && fault.fromNanos() > quietNanos && fault.fromNanos() <= nanos;
            boolean isOn = fault.lasts() && fault.fromNanos() <= nanos && fault.toNanos() > nanos;
            if (fellSince || isOn) {
                return true;
            }
        }
        return false;
    }
}
