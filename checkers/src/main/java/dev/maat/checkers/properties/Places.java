package dev.maat.checkers.properties;

import java.util.HashMap;
import java.util.Map;

/**
 * Places seen so far within one scope, and by whom: one message has one place, one place one message. Told are two deliveries
 * that contradict each other.
 */
final class Places {
    private final Facts facts;
    private final Map<Integer, Integer> byMessage = new HashMap<>();
    private final Map<Long, Integer> byPlace = new HashMap<>();

    Places(Facts facts) {
        this.facts = facts;
    }

    long place(int delivery) {
        return facts.log(facts.deliveries.process(delivery)).place(facts.deliveries.event(delivery));
    }

    boolean given(int delivery) {
        return facts.log(facts.deliveries.process(delivery)).hasPlace(facts.deliveries.event(delivery));
    }

    /** An earlier delivery that gave the message of this one another place, or -1. */
    int otherPlace(int delivery) {
        Integer other = byMessage.putIfAbsent(facts.deliveries.message(delivery), delivery);
        return other == null || place(other) == place(delivery) ? -1 : other;
    }

    /** An earlier delivery that gave the place of this one to another message, or -1. */
    int otherMessage(int delivery) {
        Integer other = byPlace.putIfAbsent(place(delivery), delivery);
        return other == null || facts.deliveries.message(other) == facts.deliveries.message(delivery) ? -1 : other;
    }

    /** The places of the messages alone are kept, for a scope that ends. */
    void endScope() {
        byPlace.clear();
    }

    static void tell(Facts facts, int delivery, int other, Findings findings) {
        findings.violated(
                told(facts, other) + ", " + told(facts, delivery),
                findings.witness()
                        .install(facts.deliveries.install(other))
                        .delivery(other)
                        .install(facts.deliveries.install(delivery))
                        .delivery(delivery));
    }

    private static String told(Facts facts, int delivery) {
        int p = facts.deliveries.process(delivery);
        return facts.process(p) + " delivered " + facts.message(facts.deliveries.message(delivery)) + " at place "
                + facts.log(p).place(facts.deliveries.event(delivery));
    }
}
