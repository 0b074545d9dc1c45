package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.CausalCircle;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import java.util.BitSet;

/**
 * Every delivery has a send of that id, not a failed one, with an equal payload hash (where both tell one), and local orders
 * plus edges from send to delivery are acyclic: nothing is delivered before it was sent (CKV 4.1, HT integrity). File and
 * clock order across processes do not count.
 *
 * <p>Cost: O(N). A case is a delivered message, or a delivery whose id cannot be read; at risk as messages are. A send that
 * is missing from an incomplete log leaves it unknown. Violated by the delivery of a message whose send returned an error.
 */
public final class DeliveryIntegrity implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.DELIVERY_INTEGRITY;
    }

    /** A delivery without a send stands once no send can come any more. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.noSendCanCome();
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        tellUnsent(facts, new BitSet(), findings);
        Orders.countDelivered(facts, findings);
        CausalCircle.tell(facts, findings);
    }

    /** Counts unreadable deliveries; tells each message whose delivery does not follow from its send. */
    public static void tellUnsent(Facts facts, BitSet broken, Findings findings) {
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.DELIVER) > 0; i++) {
                if (log.type(i) == EventType.DELIVER) {
                    delivery(facts, log, i, broken, findings);
                }
            }
        }
    }

    private static void delivery(Facts facts, ProcessLog log, int index, BitSet broken, Findings findings) {
        int m = log.message(index);
        if (m == ProcessLog.UNREADABLE) {
            findings.applicable(facts.risk.overlapsFault(log.timeNanos(index), log.timeNanos(index)));
            findings.violated(
                    log.name() + " delivered a payload whose id cannot be read",
                    witness -> witness.event(log.process(), index));
            return;
        }
        boolean unsent = facts.messages.sendEvent(m) == MessageTable.NONE;
        boolean failed = facts.messages.failedEvent(m) != MessageTable.NONE;
        if ((unsent || failed || facts.history.payloadDiffers(log, index)) && !broken.get(m)) {
            tell(facts, log, index, broken, findings);
        }
    }

    private static void tell(Facts facts, ProcessLog log, int index, BitSet broken, Findings findings) {
        int m = log.message(index);
        int sender = facts.messages.sender(m);
        String told = log.name() + " delivered " + facts.message(m);
        if (facts.messages.sendEvent(m) == MessageTable.NONE) {
            if (mayHaveSent(facts, sender)) {
                findings.unknown(told + ", whose send is not in the incomplete log of " + facts.process(sender));
                return;
            }
            findings.violated(
                    told + ", which nobody sent",
                    witness -> witness.event(log.process(), index).complete(sender));
        } else if (facts.messages.failedEvent(m) != MessageTable.NONE) {
            findings.violated(
                    told + ", whose send had returned an error",
                    witness -> witness.event(log.process(), index).send(m).failed(m));
        } else {
            findings.violated(
                    told + " with another payload than was sent",
                    witness -> witness.event(log.process(), index).send(m));
        }
        broken.set(m);
    }

    /** Who has no log and is in nobody's view is no process of the group, and what it is said to have sent is made up. */
    static boolean mayHaveSent(Facts facts, int sender) {
        ProcessLog log = facts.history.log(sender);
        return log != null ? !log.complete() : facts.views.names(sender);
    }
}
