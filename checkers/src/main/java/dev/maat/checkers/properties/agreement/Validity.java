package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.history.MessageTable;

/**
 * A core process delivers every message that it sent, and every END that it invoked and that did not fail, unless one
 * of the sending views later excluded it (CKV 10.1 self-delivery; HT validity). Liveness.
 *
 * <p>Cost: O(M). A case is a message of a core process; it is at risk if the message is. If an incomplete log may lack
 * the delivery, the property is unknown. Violated when n1, which stays in every view, never delivers its own n1.0:1.
 */
public final class Validity implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.VALIDITY;
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
            int p = facts.messages.sender(m);
            if (!facts.core.has(p) || !facts.sends.owedToCore(m)) {
                continue;
            }
            findings.applicable(facts.risk.message(m));
            if (facts.deliveries.by(p, m) < 0 && !excused(facts, m)) {
                tell(facts, m, findings);
            }
        }
        findings.finishLiveness();
    }

    private static boolean excused(Facts facts, int m) {
        for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
            if (facts.exclusion.excluded(i)) {
                return true;
            }
        }
        return false;
    }

    private static void tell(Facts facts, int m, Findings findings) {
        int p = facts.messages.sender(m);
        boolean returned = facts.messages.sentEvent(m) != MessageTable.NONE;
        String told = facts.process(p) + (returned ? " sent " : " invoked END ") + facts.message(m)
                + " and never delivered it";
        if (facts.complete(p)) {
            findings.violated(
                    told, witness -> witness.send(m).sent(m).complete(p).liveness(m));
        } else {
            findings.unknown(told + "; its log is incomplete");
        }
    }
}
