package dev.maat.checkers.properties.agreement;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;

/**
 * A message delivered by a core process not excluded from the view of the delivery, if there is one, is delivered, in
 * any view or in none, by every core process that installed a sending view of the message and was not excluded from it
 * (HT agreement). A process that joined after the message was sent owes nothing. In a partitionable group, a message
 * delivered by a core process in a sending view is delivered by every core process that completes that view together
 * with it. In a static group every message counts as sent in the implicit view. Liveness.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. If an incomplete
 * log may lack the delivery, the property is unknown; a message whose send is nowhere binds no process. In a
 * partitionable group it is also unknown if the deliverer may have gone on to a view that its log does not show.
 * Violated when n1 delivers n3.0:4, and n2, which was in the view where n3 sent it, never does.
 */
public final class Agreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.AGREEMENT;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.live() ? letGo.withTwoDeliverers() : 0;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!findings.livenessCanBeJudged()) {
            return;
        }
        Orders.countMessages(facts, findings);
        if (facts.history.header().partitionable()) {
            new Circles(facts, findings, Circles.together(facts), (m, id) -> facts.sends.sentIn(m, id, facts.views))
                    .judge();
        } else {
            for (int m = 0; m < facts.messages.count(); m++) {
                message(facts, m, findings);
            }
        }
        findings.finishLiveness();
    }

    private static void message(Facts facts, int m, Findings findings) {
        int obliging = -1;
        int coreDeliverers = 0;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            if (facts.core.has(facts.deliveries.process(delivery))) {
                coreDeliverers++;
                boolean excluded = install != Views.NONE && facts.exclusion.excluded(install);
                obliging = obliging < 0 && !excluded ? delivery : obliging;
            }
        }
        if (obliging < 0 || coreDeliverers == facts.core.processes().size()) {
            return;
        }
        for (int q : facts.core.processes()) {
            int install = facts.deliveries.by(q, m) < 0 ? sendingInstall(facts, q, m) : Views.NONE;
            if (install != Views.NONE && !met(facts, m, obliging, install, findings)) {
                return;
            }
        }
    }

    /** The delivery that obliges the others and that a sentence names, whatever the order of the files. */
    private static int firstByName(Facts facts, int m, int obliging) {
        int first = obliging;
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int install = facts.deliveries.install(delivery);
            boolean obliges = facts.core.has(facts.deliveries.process(delivery))
                    && (install == Views.NONE || !facts.exclusion.excluded(install));
            if (obliges && facts.readFirst(facts.deliveries.process(delivery), facts.deliveries.process(first))) {
                first = delivery;
            }
        }
        return first;
    }

    /** An install by a process, not excluded from it, of a view in which a message was sent; or {@link Views#NONE}. */
    private static int sendingInstall(Facts facts, int q, int m) {
        if (facts.history.header().isStatic()) {
            return facts.views.last(q);
        }
        for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
            int own = facts.views.installOf(q, facts.views.id(i));
            if (own != Views.NONE && !facts.exclusion.excluded(own)) {
                return own;
            }
        }
        return Views.NONE;
    }

    /** Tells a process that owes a delivery; false if that is a violation. */
    private static boolean met(Facts facts, int m, int anyObliging, int install, Findings findings) {
        int q = facts.views.process(install);
        int obliging = firstByName(facts, m, anyObliging);
        String told =
                facts.process(facts.deliveries.process(obliging)) + " delivered " + facts.message(m) + ", sent in "
                        + facts.views.name(install) + "; " + facts.process(q)
                        + ", a core process that installed that view too, never delivered it";
        if (!facts.complete(q)) {
            findings.unknown(told + "; a log is incomplete");
            return true;
        }
        int own = facts.deliveries.by(facts.messages.sender(m), m);
        findings.violated(
                told,
                witness -> witness.deliveryInView(obliging)
                        .notExcluded(facts.deliveries.install(obliging))
                        .sending(m)
                        .deliveryIfAny(own)
                        .ifExcluded(own < 0 ? Views.NONE : facts.deliveries.install(own))
                        .install(install)
                        .notExcluded(install)
                        .complete(q)
                        .liveness(m));
        return false;
    }
}
