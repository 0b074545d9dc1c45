package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Facts;

/** Cases that several order properties count. */
public final class Orders {
    private Orders() {}

    /** A case is a message with at least two deliverers. */
    public static void countMessages(Facts facts, Findings findings) {
        findings.applicable(facts.risk.delivered(2), facts.risk.deliveredAtRisk(2));
    }

    /** A case is a message with at least two deliverers, at risk also if it was in flight when a configuration changed. */
    public static void countMessagesOfConfigurations(Facts facts, Findings findings) {
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.deliverers(m) > 1) {
                findings.applicable(facts.configurations().atRisk(m));
            }
        }
    }

    /** A case is a delivered message. */
    public static void countDelivered(Facts facts, Findings findings) {
        findings.applicable(facts.risk.delivered(1), facts.risk.deliveredAtRisk(1));
    }
}
