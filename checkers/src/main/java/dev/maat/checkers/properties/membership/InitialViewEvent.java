package dev.maat.checkers.properties.membership;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;

/**
 * Sends, deliveries and safe indications happen only inside a view (CKV 3.3): not before the first install, and not
 * after {@code left} or {@code excluded}. A send that was refused counts as not sent, and so does a send that never
 * returned and that no process delivered.
 *
 * <p>Cost: O(N). A case is such an event; it is at risk if its message is. If an incomplete log may lack the view, the
 * property is unknown. Violated when n2 delivers n1.0:1 and installs its first view afterwards.
 */
public final class InitialViewEvent implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.INITIAL_VIEW_EVENT;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all() * (1 + letGo.deliverers()) + letGo.safes();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings)) {
            return;
        }
        outside(facts, findings, true);
    }

    /** Tells every such event outside a view. The evs-* properties count other cases. */
    public static void outside(Facts facts, Findings findings, boolean countsCases) {
        for (ProcessLog log : facts.history.logs()) {
            int p = log.process();
            int first = facts.views.from(p) == facts.views.to(p)
                    ? Integer.MAX_VALUE
                    : facts.views.event(facts.views.from(p));
            for (int i = 0; i < log.size(); i++) {
                if (!counts(facts, log, i)) {
                    continue;
                }
                int m = log.message(i);
                if (countsCases) {
                    findings.applicable(m >= 0 && facts.risk.message(m));
                }
                if (i < first || i > facts.views.gone(p)) {
                    tell(facts, log, i, findings);
                }
            }
        }
    }

    private static boolean counts(Facts facts, ProcessLog log, int index) {
        EventType type = log.type(index);
        return type == EventType.DELIVER
                || type == EventType.SAFE
                || type == EventType.SEND && facts.sends.counts(log.message(index));
    }

    private static void tell(Facts facts, ProcessLog log, int index, Findings findings) {
        boolean after = index > facts.views.gone(log.process());
        String told = log.name()
                + switch (log.type(index)) {
                    case SEND -> " sent ";
                    case SAFE -> " received a safe indication of ";
                    default -> " delivered ";
                }
                + facts.message(log.message(index))
                + (after ? " after it had left the group" : " before its first view");
        if (after || log.complete()) {
            findings.violated(told, witness -> {
                witness.event(log.process(), index);
                if (log.type(index) == EventType.SEND) {
                    witness.sending(log.message(index));
                }
                if (after) {
                    witness.event(log.process(), facts.views.gone(log.process()));
                } else {
                    witness.install(first(facts, log.process())).complete(log.process());
                }
            });
        } else {
            findings.unknown(told + "; its log is incomplete");
        }
    }

    private static int first(Facts facts, int p) {
        return facts.views.from(p) == facts.views.to(p) ? Views.NONE : facts.views.from(p);
    }
}
