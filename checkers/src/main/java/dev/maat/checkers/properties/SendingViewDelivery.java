package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import dev.maat.checkers.history.MessageTable;

/**
 * A message is delivered only in a sending view, and by all in the same one (CKV 5.1). Needs blocking.
 *
 * <p>Cost: O(N). A case is a message delivered in a view; at risk as messages are. A send, or a return that would add a
 * sending view, that an incomplete log of the sender may lack leaves it unknown. Violated by delivering in view 8 what was
 * sent and returned in view 7.
 */
final class SendingViewDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.SENDING_VIEW_DELIVERY;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        for (int m = 0; m < facts.messages.count(); m++) {
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

    private static boolean delivery(Facts facts, int m, int delivery, int first, Findings findings) {
        int install = facts.deliveries.install(delivery);
        int firstInstall = facts.deliveries.install(first);
        String told = facts.process(facts.views.process(install)) + " delivered " + facts.message(m) + " in "
                + facts.views.name(install);
        if (facts.views.id(install) != facts.views.id(firstInstall)) {
            findings.violated(
                    told + ", " + facts.process(facts.views.process(firstInstall)) + " in "
                            + facts.views.name(firstInstall),
                    findings.witness()
                            .install(firstInstall)
                            .delivery(first)
                            .install(install)
                            .delivery(delivery));
            return true;
        }
        if (facts.sends.sentIn(m, facts.views.id(install), facts.views)) {
            return false;
        }
        int sender = facts.messages.sender(m);
        boolean unsent = facts.messages.sendEvent(m) == MessageTable.NONE;
        boolean unreturned = facts.messages.sentEvent(m) == MessageTable.NONE
                && facts.messages.failedEvent(m) == MessageTable.NONE
                && !facts.complete(sender);
        if (unsent ? DeliveryIntegrity.mayHaveSent(facts, sender) : unreturned) {
            findings.unknown(
                    told + ", not in a known sending view; the log of " + facts.process(sender) + " is incomplete");
            return false;
        }
        findings.violated(
                told + ", which is no sending view of it",
                findings.witness()
                        .install(
                                facts.sends.viewFrom(m) <= facts.sends.viewTo(m) ? facts.sends.viewFrom(m) : Views.NONE)
                        .send(m)
                        .sent(m)
                        .install(install)
                        .delivery(delivery));
        return true;
    }
}
