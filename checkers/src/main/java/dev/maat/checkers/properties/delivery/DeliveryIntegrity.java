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
 * Every delivery has a send of that id that did not fail, with an equal payload hash where both lines have one. And
 * nothing is delivered before it was sent: the local orders and the edges from send to delivery together have no cycle
 * (CKV 4.1, HT integrity). The order of files and of clocks across processes does not count.
 *
 * <p>Cost: O(N). A case is a delivered message, or a delivery whose id cannot be read; it is at risk if the message
 * is. If an incomplete log may lack the send, the property is unknown. Violated by the delivery of a message whose
 * send returned an error.
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

    /** Counts unreadable deliveries, and tells each message whose delivery does not follow from its send. */
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
                    told + ", which no process sent",
                    witness -> witness.event(log.process(), index).complete(sender));
        } else if (facts.messages.failedEvent(m) != MessageTable.NONE) {
            findings.violated(
                    told + ", whose send had returned an error",
                    witness -> witness.event(log.process(), index).send(m).failed(m));
        } else {
            findings.violated(
                    told + " with a payload other than the one that was sent",
                    witness -> witness.event(log.process(), index).send(m));
        }
        broken.set(m);
    }

    /**
     * A sender without a log is no process of the group, and cannot have sent its message, if no view names it and the
     * header does not name its node.
     */
    static boolean mayHaveSent(Facts facts, int sender) {
        ProcessLog log = facts.history.log(sender);
        if (log != null) {
            return !log.complete();
        }
        String name = facts.process(sender);
        return facts.views.names(sender)
                || facts.history.header().nodes().contains(name.substring(0, name.lastIndexOf('.')));
    }
}
