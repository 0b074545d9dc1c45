package dev.maat.checkers.properties.order;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Witness;
import java.util.HashMap;
import java.util.Map;

/**
 * The delivery sequences of two installs of one view, neither of which is a prefix of the other.
 *
 * @param proven whether neither is, whatever an incomplete log lacks
 */
record Mismatch(int install, int other, boolean proven) {

    Mismatch unproven() {
        return new Mismatch(install, other, false);
    }

    /**
     * @param together whether the contradiction needs that both complete the view together
     */
    void tell(Facts facts, Findings findings, boolean together) {
        if (!facts.readFirst(facts.views.process(install), facts.views.process(other))) {
            new Mismatch(other, install, proven).tell(facts, findings, together);
            return;
        }
        String view = facts.views.name(install);
        if (!proven) {
            findings.unknown(() -> "in " + view + " the deliveries of " + facts.process(facts.views.process(install))
                    + " and " + facts.process(facts.views.process(other)) + " differ; a log is incomplete");
            return;
        }
        findings.violated(witness -> "in " + view + ", " + sentence(facts, together, witness));
    }

    private String sentence(Facts facts, boolean together, Witness witness) {
        Sequence one = new Sequence(facts, install);
        Sequence two = new Sequence(facts, other);
        witness.install(install).install(other);
        String told = inversion(one, two, witness);
        told = told.isEmpty() ? hole(one, two, witness) : told;
        told = told.isEmpty() ? hole(two, one, witness) : told;
        told = told.isEmpty() ? divergence(one, two, witness) : told;
        if (together) {
            witness.completing(install).completing(other);
        }
        return told + (together ? together(facts) : "");
    }

    private String together(Facts facts) {
        int next = facts.views.next(install);
        return next == Views.NONE
                ? "; both are core processes and end in that view"
                : "; both moved from that view to " + facts.views.name(next);
    }

    /** Two messages that both processes delivered, in two orders. */
    private static String inversion(Sequence one, Sequence two, Witness witness) {
        int highest = -1;
        for (int d = one.from; d < one.to; d++) {
            int at = two.delivery(one.message(d));
            if (at >= 0 && at < highest) {
                int before = one.delivery(two.message(highest));
                witness.delivery(before).delivery(d).delivery(at).delivery(highest);
                return one.name() + " delivered " + one.name(before) + " before " + one.name(d) + ", but " + two.name()
                        + " delivered " + one.name(d) + " before " + one.name(before);
            }
            highest = Math.max(highest, at);
        }
        return "";
    }

    /**
     * A message that one process delivered before a message of both, and that the other certainly did not deliver.
     */
    private static String hole(Sequence one, Sequence two, Witness witness) {
        int lacking = -1;
        for (int d = one.from; d < one.to; d++) {
            int at = two.delivery(one.message(d));
            if (at < 0) {
                lacking = lacking < 0 && two.lacks(d) ? d : lacking;
            } else if (lacking >= 0) {
                witness.delivery(lacking).delivery(d).delivery(at).notDeliveredIn(two.install, one.message(lacking));
                return one.name() + " delivered " + one.name(lacking) + " before " + one.name(d) + ", but " + two.name()
                        + " delivered " + one.name(d) + " and not " + one.name(lacking);
            }
        }
        return "";
    }

    /** Each process delivered a message that the other did not. */
    private static String divergence(Sequence one, Sequence two, Witness witness) {
        int own = one.notIn(two);
        int others = two.notIn(one);
        witness.delivery(own)
                .delivery(others)
                .notDeliveredIn(one.install, two.message(others))
                .notDeliveredIn(two.install, one.message(own));
        return one.name() + " delivered " + one.name(own) + " and not " + two.name(others) + ", but " + two.name()
                + " delivered " + two.name(others) + " and not " + one.name(own);
    }

    /** The messages that one process delivered in the view. */
    private static final class Sequence {
        private final Facts facts;
        private final int install;
        private final int from;
        private final int to;
        private final Map<Integer, Integer> deliveryOf = new HashMap<>();

        Sequence(Facts facts, int install) {
            this.facts = facts;
            this.install = install;
            this.from = facts.deliveries.fromIn(install);
            this.to = facts.deliveries.toIn(install);
            for (int d = from; d < to; d++) {
                deliveryOf.put(message(d), d);
            }
        }

        int process() {
            return facts.views.process(install);
        }

        /** Whether it certainly lacks the message of a delivery of the other sequence. */
        boolean lacks(int delivery) {
            return facts.notDeliveredIn(install, message(delivery));
        }

        String name() {
            return facts.process(process());
        }

        String name(int delivery) {
            return facts.message(message(delivery));
        }

        int message(int delivery) {
            return facts.deliveries.message(delivery);
        }

        int delivery(int message) {
            return deliveryOf.getOrDefault(message, -1);
        }

        int notIn(Sequence other) {
            for (int d = from; d < to; d++) {
                if (other.lacks(d)) {
                    return d;
                }
            }
            throw new IllegalStateException(name() + " and " + other.name() + " do not differ");
        }
    }
}
