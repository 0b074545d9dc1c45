package dev.maat.checkers.properties;

/** What the order properties count alike. */
final class Orders {
    private Orders() {}

    /** A case is a message with at least two deliverers. */
    static void countMessages(Facts facts, Findings findings) {
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.deliveries.deliverers(m) > 1) {
                findings.applicable(facts.risk.message(m));
            }
        }
    }
}
