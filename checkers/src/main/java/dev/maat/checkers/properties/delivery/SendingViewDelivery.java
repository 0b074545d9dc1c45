package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.MessageTable;

/**
 * A message is delivered only in a sending view, and in the same one by all its deliverers (CKV 5.1). Systems need
 * blocking to keep this.
 *
 * <p>Cost: O(N). A case is a message delivered in a view; it is at risk if the message is. If an incomplete log of the
 * sender may lack the send, or a return that would add a sending view, the property is unknown. Violated by the
 * delivery in view 8 of a message that was sent, and whose send returned, in view 7.
 */
public final class SendingViewDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SENDING_VIEW_DELIVERY;
    }

    /** Until a send has returned it may fail, or reach into a next view. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.sendsHaveReturned();
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.inOneView(m) && facts.sends.sentIn(m, facts.deliveries.viewOf(m), facts.views)) {
                findings.applicable(facts.risk.message(m));
                continue;
            }
            int first = -1;
            boolean broken = false;
            for (int k = 0; k < facts.deliveries.deliverers(m) && !broken; k++) {
                int delivery = facts.deliveries.ofMessage(m, k);
                int install = facts.deliveries.install(delivery);
                if (install == Views.NONE) {
                    continue;
                }
                first = first < 0 ? delivery : first;
                broken = delivery(facts, m, delivery, first, findings);
            }
            if (first >= 0) {
                findings.applicable(facts.risk.message(m));
            }
        }
    }

    private static String sendingViews(Facts facts, int m) {
        StringBuilder names = new StringBuilder();
        for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m); i++) {
            names.append(names.isEmpty() ? "" : " and ").append(facts.views.name(i));
        }
        return names.isEmpty() ? "no view" : names.toString();
    }

    /**
     * Whether the delivery breaks the property. A delivery outside the sending views is told before one in a second
     * view.
     */
    private static boolean delivery(Facts facts, int m, int delivery, int first, Findings findings) {
        int view = facts.views.id(facts.deliveries.install(delivery));
        if (!facts.sends.sentIn(m, view, facts.views) && elsewhere(facts, m, delivery, findings)) {
            return true;
        }
        if (view == facts.views.id(facts.deliveries.install(first))) {
            return false;
        }
        SameViewDelivery.tellTwoViews(facts, first, delivery, findings);
        return true;
    }

    /**
     * Tells a delivery outside the known sending views; false if an incomplete log may lack the sending view it needs.
     */
    private static boolean elsewhere(Facts facts, int m, int delivery, Findings findings) {
        int sender = facts.messages.sender(m);
        String told = facts.process(facts.deliveries.process(delivery)) + " delivered " + facts.message(m) + " in "
                + facts.views.name(facts.deliveries.install(delivery));
        boolean unsent = facts.messages.sendEvent(m) == MessageTable.NONE;
        boolean unreturned =
                facts.messages.sentEvent(m) == MessageTable.NONE && facts.messages.failedEvent(m) == MessageTable.NONE;
        if (unsent ? DeliveryIntegrity.mayHaveSent(facts, sender) : unreturned && !facts.complete(sender)) {
            findings.unknown(
                    told + ", not in a known sending view; the log of " + facts.process(sender) + " is incomplete");
            return false;
        }
        findings.violated(
                told + "; "
                        + (unsent
                                ? "no process sent it"
                                : facts.process(sender) + " sent it in " + sendingViews(facts, m)),
                witness -> {
                    witness.sending(m).deliveryInView(delivery);
                    if (unreturned) {
                        witness.complete(sender);
                    }
                });
        return true;
    }
}
