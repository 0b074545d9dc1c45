package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.CausalCircle;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.properties.delivery.DeliveryIntegrity;
import dev.maat.checkers.properties.delivery.NoDuplication;
import java.util.BitSet;

/**
 * Happened-before is a partial order: the local orders and the edges from send to delivery have no cycle. A process
 * that delivers m delivers it once, in com(c), where c is the regular configuration in which m was sent; and m was
 * sent, once and with this payload (EVS 1). If c cannot be told because the send lay in several configurations, each
 * of them will do. No message is sent in a transitional configuration, so a send that is under way there may count for
 * the next regular one.
 *
 * <p>Cost: O(N). A case is a delivered message, or a delivery whose id cannot be read; it is at risk if the message
 * is, or if some process delivered the message in a transitional configuration. If an incomplete log of the sender may
 * lack the send or its return, or shows no regular configuration in which the sender could have sent, the property is
 * unknown. Violated by the delivery in configuration 8 of a message that was sent, and whose send returned, in 7.
 */
public final class EvsBasicDelivery implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_BASIC_DELIVERY;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsConfigurations(facts, findings)) {
            return;
        }
        BitSet broken = new BitSet();
        DeliveryIntegrity.tellUnsent(facts, broken, findings);
        NoDuplication.tellRepeated(facts, findings.tellsAll() ? new BitSet() : broken, findings);
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.deliverers(m) == 0) {
                continue;
            }
            findings.applicable(facts.configurations().atRisk(m));
            if ((!broken.get(m) || findings.tellsAll()) && facts.messages.sendEvent(m) != MessageTable.NONE) {
                tellElsewhere(facts, m, findings);
            }
        }
        CausalCircle.tell(facts, findings);
    }

    private static void tellElsewhere(Facts facts, int m, Findings findings) {
        Configurations configurations = facts.configurations();
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            int view = facts.deliveries.install(delivery);
            if (view == Views.NONE || configurations.mayBeSentIn(m, facts.views.id(view))) {
                continue;
            }
            String told = facts.process(facts.deliveries.process(delivery)) + " delivered " + facts.message(m) + " in "
                    + configurations.name(configurations.ofDelivery(delivery)) + ", but it was not sent in "
                    + facts.views.name(view);
            if (mayHaveMoved(facts, m)) {
                findings.unknown(told + "; the log of " + facts.process(facts.messages.sender(m)) + " is incomplete");
                continue;
            }
            findings.violated(
                    told,
                    witness -> witness.complete(facts.messages.sender(m))
                            .sendingInConfigurations(m)
                            .deliveryInConfiguration(delivery));
            if (!findings.tellsAll()) {
                return;
            }
        }
    }

    /**
     * Whether an incomplete log of the sender may lack events that would make another configuration the sending one.
     */
    private static boolean mayHaveMoved(Facts facts, int m) {
        boolean returned =
                facts.messages.sentEvent(m) != MessageTable.NONE || facts.messages.failedEvent(m) != MessageTable.NONE;
        boolean settled = returned
                && !facts.configurations().unsettled(m)
                && facts.sends.viewFrom(m) <= facts.configurations().sentTo(m);
        return !settled && !facts.complete(facts.messages.sender(m));
    }
}
