package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LastView;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;

/**
 * The message's only sending view is the last view that all core processes have in common. A message that a core
 * process sent there, or an END that it invoked there and that did not fail, is delivered in that view by all core
 * members of the view (CKV 10.4). Liveness.
 *
 * <p>Cost: O(N). A case is such a message; it is at risk if the message is. An incomplete log of a core process makes
 * the property unknown, since the process may have delivered the message, or gone on to another view. Without a common
 * last view the property is inapplicable. Violated by an END that one core member never delivers.
 */
public final class MulticastLiveness implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.MULTICAST_LIVENESS;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.fromCoreInLastView();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!findings.livenessCanBeJudged()) {
            return;
        }
        LastView last = new LastView(facts);
        if (!last.exists()) {
            findings.inapplicable("the core has no common last view");
            return;
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            if (last.owes(m)) {
                findings.applicable(facts.risk.message(m));
                message(facts, last, m, findings);
            }
        }
        findings.finishLiveness();
    }

    private static void message(Facts facts, LastView last, int m, Findings findings) {
        for (int q : last.members(m)) {
            if (last.delivered(q, m)) {
                continue;
            }
            String told = facts.message(m) + " was sent in the core's last view, " + last.name() + ", and "
                    + facts.process(q) + " never delivered it there";
            if (last.certain()) {
                findings.violated(told, witness -> {
                    witness.sending(m).amongCore(m);
                    for (int p : facts.core.processes()) {
                        witness.install(facts.views.last(p)).complete(p);
                    }
                    witness.liveness(m);
                });
                return;
            }
            findings.unknown(told + "; a log of the core is incomplete");
        }
    }
}
