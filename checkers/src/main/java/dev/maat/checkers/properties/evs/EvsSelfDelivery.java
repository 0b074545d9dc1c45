package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Ending;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Premises;

/**
 * A process that sends m in the regular configuration c delivers m in com(c), unless it fails there (EVS 3). Violated
 * once the process has gone on to a next regular configuration, or once it is a core process that has ended in com(c)
 * while the run is at rest. A process fails by a crash; and since EVS knows no leaving, a process that leaves or is
 * excluded has failed. A send that never returned, and that no process delivered, counts as not sent; an END counts as
 * sent nevertheless.
 *
 * <p>Cost: O(M). A case is a message sent in a configuration; it is at risk if the message is, or if some process
 * delivered the message in a transitional configuration. If an incomplete log may lack the delivery, the property is
 * unknown; so it is if the message is still owed at the end of a history that was never at rest. Violated when n1
 * sends n1.0:7 in configuration 7 and installs 8 without having delivered it.
 */
public final class EvsSelfDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_SELF_DELIVERY;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Configurations configurations = facts.configurations();
        if (Premises.needsConfigurations(facts, findings)) {
            return;
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            int from = facts.sends.viewFrom(m);
            int to = configurations.sentTo(m);
            if (!facts.sends.counts(m) || from > to) {
                continue;
            }
            findings.applicable(facts.configurations().atRisk(m));
            int own = facts.deliveries.by(facts.messages.sender(m), m);
            int view = own < 0 ? Views.NONE : facts.deliveries.install(own);
            if (view < from || view > to) {
                undelivered(facts, m, own, findings);
            }
        }
    }

    private static void undelivered(Facts facts, int m, int own, Findings findings) {
        int p = facts.messages.sender(m);
        int last = facts.configurations().sentTo(m);
        int next = facts.views.next(last);
        Ending ending = next != Views.NONE ? Ending.DUE : Ending.of(facts, p);
        if (ending == Ending.FAILED || ending == Ending.EXCUSED) {
            return;
        }
        String told = facts.process(p) + " sent " + facts.message(m) + " in " + facts.views.name(last) + " and "
                + (next == Views.NONE ? "ended there" : "went on to " + facts.views.name(next))
                + " without delivering it in between";
        if (ending == Ending.UNDECIDED) {
            findings.unknown(told + "; " + Ending.why(facts));
        } else if (own < 0 && !facts.complete(p)) {
            findings.unknown(told + "; its log is incomplete");
        } else {
            findings.violated(told, witness -> {
                witness.complete(p).sendingInConfigurations(m).install(next).deliveryIfAny(own);
                if (next == Views.NONE) {
                    witness.liveness(m);
                }
            });
        }
    }
}
