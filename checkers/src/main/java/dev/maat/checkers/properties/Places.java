package dev.maat.checkers.properties;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Places seen so far within one scope, and by whom: one message has one place, one place one message. Told are two deliveries
 * that contradict each other.
 */
final class Places {
    /** What makes a contradiction of two deliveries: adds it to the witness, and tells it unless the sentence says it all. */
    interface Premise {
        String tell(int delivery, int other, Witness witness);
    }

    private final Facts facts;
    private final Premise premise;
    private final Map<Integer, Integer> byMessage = new HashMap<>();
    private final Map<Long, Integer> byPlace = new HashMap<>();

    Places(Facts facts) {
        this(facts, (delivery, other, witness) -> "");
    }

    Places(Facts facts, Premise premise) {
        this.facts = facts;
        this.premise = premise;
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

    /**
     * Takes one more delivery. Two messages at one place are both broken: which of them came first is the order of the
     * files and says nothing.
     *
     * @param inScope whether its place is compared with those of other messages
     */
    void judge(int delivery, boolean inScope, BitSet broken, Findings findings) {
        if (!given(delivery)) {
            return;
        }
        int otherPlace = otherPlace(delivery);
        int otherMessage = inScope ? otherMessage(delivery) : -1;
        if (otherPlace >= 0) {
            breaks(delivery, otherPlace, delivery, broken, findings);
        }
        if (otherMessage >= 0) {
            breaks(delivery, otherMessage, delivery, broken, findings);
            breaks(otherMessage, otherMessage, delivery, broken, findings);
        }
    }

    private void breaks(int whose, int earlier, int later, BitSet broken, Findings findings) {
        int m = facts.deliveries.message(whose);
        if (!broken.get(m)) {
            broken.set(m);
            Witness witness = findings.witness();
            String why = premise.tell(later, earlier, witness);
            tell(facts, later, earlier, why, witness, findings);
        }
    }

    /** The places of the messages alone are kept, for a scope that ends. */
    void endScope() {
        byPlace.clear();
    }

    /**
     * Two deliveries that contradict each other, by two processes.
     *
     * @param why what makes a contradiction of it; may be empty
     * @param witness what else it takes
     */
    static void tell(Facts facts, int delivery, int other, String why, Witness witness, Findings findings) {
        boolean inOrder = facts.deliveries.process(delivery) == facts.deliveries.process(other)
                ? delivery < other
                : facts.readFirst(facts.deliveries.process(delivery), facts.deliveries.process(other));
        int one = inOrder ? delivery : other;
        int two = inOrder ? other : delivery;
        findings.violated(
                told(facts, one) + ", " + told(facts, two) + why,
                witness.deliveryInView(one).deliveryInView(two));
    }

    private static String told(Facts facts, int delivery) {
        int p = facts.deliveries.process(delivery);
        return facts.process(p) + " delivered " + facts.message(facts.deliveries.message(delivery)) + " at place "
                + facts.log(p).place(facts.deliveries.event(delivery));
    }
}
