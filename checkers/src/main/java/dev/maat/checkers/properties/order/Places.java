package dev.maat.checkers.properties.order;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LongIntMap;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Places seen so far within one scope, and by whom: one message has one place, one place one message. Told are two deliveries
 * that contradict each other.
 */
final class Places {
    /** What makes a contradiction of two deliveries: adds it to the witness, and tells it unless the sentence says it all. */
    interface Premise {
        String tell(int delivery, int other, Witness witness);
    }

    private static final int NOBODY = -1;

    private final Facts facts;
    private final boolean global;
    private final int[] byMessage;
    private final long[] placeOf;
    private final LongIntMap byPlace = new LongIntMap();
    private Premise premise;

    Places(Facts facts, Premise premise) {
        this.facts = facts;
        this.premise = premise;
        this.global = facts.history.header().globalPlaces();
        this.byMessage = new int[facts.messages.count()];
        this.placeOf = new long[byMessage.length];
        Arrays.fill(byMessage, NOBODY);
    }

    /**
     * Takes one more delivery. Two messages at one place are both broken: which of them came first is the order of the
     * files and says nothing.
     *
     * @param inScope whether its place is compared with those of other messages
     */
    void judge(int delivery, boolean inScope, BitSet broken, Findings findings) {
        ProcessLog log = facts.log(facts.deliveries.process(delivery));
        int event = facts.deliveries.event(delivery);
        if (!log.hasPlace(event)) {
            return;
        }
        int m = facts.deliveries.message(delivery);
        long place = log.place(event);
        int other = byMessage[m];
        boolean differs = other != NOBODY && placeOf[m] != place;
        if (other == NOBODY) {
            byMessage[m] = delivery;
            placeOf[m] = place;
        }
        int atPlace = inScope ? byPlace.putIfAbsent(place, delivery) : LongIntMap.ABSENT;
        if (differs) {
            breaks(delivery, other, delivery, broken, findings);
        }
        if (atPlace != LongIntMap.ABSENT && facts.deliveries.message(atPlace) != m) {
            breaks(delivery, atPlace, delivery, broken, findings);
            breaks(atPlace, atPlace, delivery, broken, findings);
        }
    }

    /** All deliveries, view by view unless places are global; those in no view last, against their own message alone. */
    void judgeAll(BitSet broken, Findings findings) {
        if (global) {
            judge(0, facts.deliveries.count(), broken, findings);
            return;
        }
        for (int id = 0; id < facts.views.idCount(); id++) {
            endScope();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                judge(facts.deliveries.fromIn(install), facts.deliveries.toIn(install), broken, findings);
            }
        }
        for (int d = 0; d < facts.deliveries.count(); d++) {
            if (facts.deliveries.install(d) == Views.NONE) {
                judge(d, false, broken, findings);
            }
        }
    }

    /** A stretch of deliveries in one scope. */
    void judge(int from, int to, BitSet broken, Findings findings) {
        for (int d = from; d < to; d++) {
            judge(d, true, broken, findings);
        }
    }

    private void breaks(int whose, int earlier, int later, BitSet broken, Findings findings) {
        int m = facts.deliveries.message(whose);
        if (!broken.get(m)) {
            broken.set(m);
            tell(facts, later, earlier, premise, findings);
        }
    }

    /** The places of the messages alone are kept, for a scope that ends. */
    void endScope() {
        byPlace.clear();
    }

    /** Another scope begins, in which something else makes a contradiction. */
    void beginScope(Premise itsPremise) {
        endScope();
        premise = itsPremise;
    }

    /** Nothing is kept of deliveries noted before. */
    void forget(int from, int to) {
        for (int d = from; d < to; d++) {
            byMessage[facts.deliveries.message(d)] = NOBODY;
        }
    }

    /** Two deliveries of one process whose places do not increase. */
    static void tellDecrease(Facts facts, int earlier, int later, Findings findings) {
        findings.violated(
                told(facts, earlier) + ", then " + placed(facts, later),
                witness -> witness.deliveryInView(earlier).deliveryInView(later));
    }

    /**
     * Two deliveries that contradict each other, by two processes.
     *
     * @param premise what makes a contradiction of it
     */
    static void tell(Facts facts, int delivery, int other, Premise premise, Findings findings) {
        boolean inOrder = facts.deliveries.process(delivery) == facts.deliveries.process(other)
                ? delivery < other
                : facts.readFirst(facts.deliveries.process(delivery), facts.deliveries.process(other));
        int one = inOrder ? delivery : other;
        int two = inOrder ? other : delivery;
        findings.violated(witness -> {
            String why = premise.tell(delivery, other, witness);
            witness.deliveryInView(one).deliveryInView(two);
            return told(facts, one) + ", " + told(facts, two) + why;
        });
    }

    private static String told(Facts facts, int delivery) {
        return facts.process(facts.deliveries.process(delivery)) + " delivered " + placed(facts, delivery);
    }

    private static String placed(Facts facts, int delivery) {
        return facts.message(facts.deliveries.message(delivery)) + " at place "
                + facts.log(facts.deliveries.process(delivery)).place(facts.deliveries.event(delivery));
    }
}
