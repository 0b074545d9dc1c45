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
 * The places seen so far within one scope, each with the delivery that showed it: one message has one place, and one
 * place one message. Two deliveries that contradict each other are a violation.
 */
final class Places {
    /**
     * The reason why two deliveries contradict each other: adds it to the witness, and returns it unless it goes
     * without saying.
     */
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
     * Takes one more delivery. Of two messages at one place both are broken, since only the order of the files says
     * which of them came first.
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

    /**
     * Takes all deliveries, view by view unless places are global. Those in no view come last and are compared with
     * their own message alone.
     */
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

    /** Takes a stretch of deliveries in one scope. */
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

    /** Ends a scope: of it, only the places of the messages are kept. */
    void endScope() {
        byPlace.clear();
    }

    /** Begins another scope, in which deliveries contradict each other for another reason. */
    void beginScope(Premise itsPremise) {
        endScope();
        premise = itsPremise;
    }

    /** Forgets all deliveries taken before. */
    void forget(int from, int to) {
        for (int d = from; d < to; d++) {
            byMessage[facts.deliveries.message(d)] = NOBODY;
        }
    }

    /** Tells two deliveries of one process whose places do not increase. */
    static void tellDecrease(Facts facts, int earlier, int later, Findings findings) {
        findings.violated(
                told(facts, earlier) + ", then " + placed(facts, later),
                witness -> witness.deliveryInView(earlier).deliveryInView(later));
    }

    /**
     * Tells two deliveries by two processes that contradict each other.
     *
     * @param premise the reason why they do
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
            return told(facts, one) + ", but " + told(facts, two) + why;
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
