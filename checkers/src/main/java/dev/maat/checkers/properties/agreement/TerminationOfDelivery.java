package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.history.ViewContent;

/**
 * If a core process p sent a message in V (or invoked an END that did not fail), each core process of V delivers it,
 * or p installs a next view (CKV 10.2). Liveness; reported, in no profile.
 *
 * <p>Cost: O(N). A case is a message that a core process sent in its last view; it is at risk if the message is. If an
 * incomplete log may lack the delivery or the view, the property is unknown. Violated by an END that one core member
 * never delivers.
 */
public final class TerminationOfDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.TERMINATION_OF_DELIVERY;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.fromCore();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!findings.livenessCanBeJudged()) {
            return;
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            boolean sentInAView = facts.sends.viewFrom(m) <= facts.sends.viewTo(m);
            if (facts.core.has(facts.messages.sender(m)) && facts.sends.owedToCore(m) && sentInAView) {
                findings.applicable(facts.risk.message(m));
                if (facts.views.next(facts.sends.viewTo(m)) == Views.NONE) {
                    message(facts, m, findings);
                }
            }
        }
        findings.finishLiveness();
    }

    private static void message(Facts facts, int m, Findings findings) {
        int install = facts.sends.viewTo(m);
        int p = facts.messages.sender(m);
        ViewContent view = facts.views.content(install);
        for (int rank = 0; rank < view.size(); rank++) {
            int q = view.member(rank);
            if (!facts.core.has(q) || facts.deliveries.by(q, m) >= 0) {
                continue;
            }
            String told = facts.process(p) + " sent " + facts.message(m) + " in " + facts.views.name(install)
                    + " and stayed there; " + facts.process(q) + " never delivered it";
            if (facts.complete(q) && facts.complete(p)) {
                findings.violated(
                        told,
                        witness -> witness.install(install)
                                .sending(m)
                                .complete(p)
                                .complete(q)
                                .liveness(m));
                return;
            }
            findings.unknown(told + "; a log is incomplete");
        }
    }
}
