package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LastView;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The message's only sending view is the last view that all core processes have in common. A message that a core
 * process sent there, or an END that it invoked there and that did not fail, is indicated safe at each core member of
 * that view (CKV 10.5). Liveness.
 *
 * <p>Cost: O(N). A case is such a message; it is at risk if the message is. An incomplete log of a core process makes
 * the property unknown, since the process may have received the indication, or gone on to another view. If the history
 * has no safe indication, or the core no common last view, the property is inapplicable.
 */
public final class SafeLiveness implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SAFE_LIVENESS;
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
        if (!LastView.anySafe(facts) || !last.exists()) {
            findings.inapplicable(
                    last.exists() ? "the history has no safe indication" : "the core has no common last view");
            return;
        }
        Map<Integer, BitSet> toldSafe = new HashMap<>();
        for (int p : facts.core.processes()) {
            ProcessLog log = facts.log(p);
            BitSet safe = new BitSet();
            for (int i = 0; i < log.size(); i++) {
                if (log.type(i) == EventType.SAFE) {
                    safe.set(log.message(i));
                }
            }
            toldSafe.put(p, safe);
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            if (last.owes(m)) {
                findings.applicable(facts.risk.message(m));
                message(facts, last, m, toldSafe, findings);
            }
        }
        findings.finishLiveness();
    }

    private static void message(Facts facts, LastView last, int m, Map<Integer, BitSet> toldSafe, Findings findings) {
        for (int q : last.members(m)) {
            BitSet safe = toldSafe.get(q);
            if (safe != null && safe.get(m)) {
                continue;
            }
            String told = facts.message(m) + " was sent in the core's last view, " + last.name() + ", and "
                    + facts.process(q) + " was never told that it is safe";
            if (last.certain()) {
                findings.violated(told, witness -> {
                    witness.sending(m).amongCore(m);
                    for (int p : facts.core.processes()) {
                        witness.install(facts.views.last(p)).complete(p);
                    }
                    witness.liveness(m).anySafe();
                });
                return;
            }
            findings.unknown(told + "; a log of the core is incomplete");
        }
    }
}
