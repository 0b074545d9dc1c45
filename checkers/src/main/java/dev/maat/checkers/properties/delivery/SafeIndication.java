package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;

/**
 * If p is told that m is safe in V, every member of V holds m (CKV 7). V is the view in which p delivered m. Violated
 * when a process q that installed V moves on without having delivered m in V, and when p itself never delivers m. A
 * process q is excused if it crashed or left while in V, or has not left V when the history ends.
 *
 * <p>Cost: O(safe + N). A case is a safe indication; it is at risk if its message is. If an incomplete log may lack
 * the delivery, the property is unknown.
 */
public final class SafeIndication implements Checker {
    private static final int NOT_LOOKED_AT = -1;

    @Override
    public PropertyId property() {
        return PropertyId.SAFE_INDICATION;
    }

    /** A process that was told and did not deliver the message may still deliver it. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.toldProcessDelivered();
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.safes();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        int[] moversOn = new int[facts.views.idCount()];
        for (int i = 0; i < facts.views.count(); i++) {
            moversOn[facts.views.id(i)] += facts.views.next(i) != Views.NONE ? 1 : 0;
        }
        int[] lookedAt = new int[facts.messages.count()];
        Arrays.fill(lookedAt, NOT_LOOKED_AT);
        boolean any = false;
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) == EventType.SAFE) {
                    any = true;
                    findings.applicable(facts.risk.message(log.message(i)));
                    safe(facts, log, i, moversOn, lookedAt, findings);
                }
            }
        }
        if (!any) {
            findings.inapplicable("the history has no safe indication");
        }
    }

    private static void safe(
            Facts facts, ProcessLog log, int index, int[] moversOn, int[] lookedAt, Findings findings) {
        int m = log.message(index);
        int own = facts.deliveries.by(log.process(), m);
        if (own < 0) {
            String told = log.name() + " was told that " + facts.message(m) + " is safe, and never delivered it";
            if (log.complete()) {
                findings.violated(
                        told, witness -> witness.event(log.process(), index).complete(log.process()));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
            return;
        }
        int install = facts.deliveries.install(own);
        if (install == Views.NONE || lookedAt[m] == facts.views.id(install)) {
            return;
        }
        int id = facts.views.id(install);
        lookedAt[m] = id;
        int had = 0;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int in = facts.deliveries.install(facts.deliveries.ofMessage(m, k));
            had += in != Views.NONE && facts.views.id(in) == id && facts.views.next(in) != Views.NONE ? 1 : 0;
        }
        if (had < moversOn[id]) {
            lacking(facts, log, index, own, findings);
        }
    }

    private static void lacking(Facts facts, ProcessLog log, int index, int own, Findings findings) {
        int m = log.message(index);
        int id = facts.views.id(facts.deliveries.install(own));
        for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
            int install = facts.views.byId(position);
            int q = facts.views.process(install);
            int delivery = facts.deliveries.by(q, m);
            if (facts.views.next(install) == Views.NONE
                    || delivery >= 0 && facts.deliveries.install(delivery) == install) {
                continue;
            }
            String told = log.name() + " was told that " + facts.message(m) + " is safe in " + facts.views.name(install)
                    + ", but " + facts.process(q) + " moved on to "
                    + facts.views.name(facts.views.next(install)) + " without having delivered it there";
            if (facts.notDeliveredIn(install, m)) {
                findings.violated(
                        told,
                        witness -> witness.install(facts.deliveries.install(own))
                                .delivery(own)
                                .event(log.process(), index)
                                .install(install)
                                .install(facts.views.next(install))
                                .notDeliveredIn(install, m));
                return;
            }
            findings.unknown(told + "; its log is incomplete");
        }
    }
}
