package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewInstall;
import java.util.HashMap;
import java.util.Map;

/**
 * The {@code seq} of the views that a process installs strictly increases, and no id returns (CKV 3.2). The number is
 * the implementation's own, never the recorder's. A transitional view counts as the view it is of, so it is no install
 * here.
 *
 * <p>Cost: O(views). A case is an install; it is at risk if it is a move. Violated when a process installs seq 4 after
 * seq 5.
 */
public final class LocalMonotonicity implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.LOCAL_MONOTONICITY;
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
        for (ProcessLog log : facts.history.logs()) {
            check(facts, log, findings);
        }
    }

    private static void check(Facts facts, ProcessLog log, Findings findings) {
        Map<String, Integer> seen = new HashMap<>();
        ViewInstall previous = null;
        for (ViewInstall install : facts.history.installs(log)) {
            if (!install.content().regular()) {
                continue;
            }
            String id = install.content().id();
            findings.applicable(previous != null);
            int event = install.event();
            Integer before = seen.putIfAbsent(id, event);
            ViewInstall last = previous;
            if (before != null) {
                findings.violated(
                        log.name() + " installed view " + id + " twice",
                        witness -> witness.event(log.process(), before).event(log.process(), event));
            } else if (last != null && install.content().seq() <= last.content().seq()) {
                findings.violated(
                        log.name() + " installed view " + id + " of seq "
                                + install.content().seq() + " after view "
                                + last.content().id() + " of seq "
                                + last.content().seq(),
                        witness -> witness.event(log.process(), last.event()).event(log.process(), event));
            }
            previous = install;
        }
    }
}
