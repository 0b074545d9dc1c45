package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Places strictly increase at each process within their scope, gaps allowed; and among processes that complete V together,
 * over what they deliver in V (scope global: over all that they deliver), one message has one place and one place one
 * message. A message may come without a place. A process with an incomplete log ends in no view here.
 *
 * <p>Cost: O(N) for places per view; for global places O(N) unless two places contradict each other anywhere. A case is a
 * message with at least two deliverers; at risk as messages are. Violated by n1 delivering a at place 3, n2 at place 4.
 */
final class PlaceAgreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.PLACE_AGREEMENT;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!facts.history.hasPlaces()) {
            findings.inapplicable("the history tells no places");
            return;
        }
        Orders.countMessages(facts, findings);
        boolean global = facts.history.header().globalPlaces();
        BitSet broken = new BitSet();
        for (int p = 0; p < facts.history.processCount(); p++) {
            increasing(facts, p, global, broken, findings);
        }
        if (global && !contradictionAnywhere(facts)) {
            return;
        }
        for (int[] group : facts.groups.all()) {
            int[] installs = completing(facts, group);
            Places places = new Places(
                    facts, (delivery, other, witness) -> together(facts, installs, delivery, other, witness));
            for (int k = 0; k < installs.length && installs.length > 1; k++) {
                int p = facts.views.process(installs[k]);
                int from = global ? facts.deliveries.from(p) : facts.deliveries.fromIn(installs[k]);
                int to = global ? facts.deliveries.to(p) : facts.deliveries.toIn(installs[k]);
                for (int d = from; d < to; d++) {
                    places.judge(d, true, broken, findings);
                }
            }
        }
    }

    private static void increasing(Facts facts, int p, boolean global, BitSet broken, Findings findings) {
        Places places = new Places(facts);
        int last = -1;
        for (int d = facts.deliveries.from(p); d < facts.deliveries.to(p); d++) {
            int install = facts.deliveries.install(d);
            if (!places.given(d) || !global && install == Views.NONE) {
                continue;
            }
            boolean sameScope = last >= 0 && (global || facts.deliveries.install(last) == install);
            int m = facts.deliveries.message(d);
            if (sameScope && places.place(d) <= places.place(last) && !broken.get(m)) {
                broken.set(m);
                Places.tell(facts, d, last, ", and places increase", findings.witness(), findings);
            }
            last = d;
        }
    }

    private static boolean contradictionAnywhere(Facts facts) {
        Places places = new Places(facts);
        for (int d = 0; d < facts.deliveries.count(); d++) {
            if (places.given(d) && (places.otherPlace(d) >= 0 || places.otherMessage(d) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static int[] completing(Facts facts, int[] group) {
        return Arrays.stream(group)
                .filter(i -> facts.views.next(i) != Views.NONE || facts.complete(facts.views.process(i)))
                .toArray();
    }

    /** That both deliverers complete a view together. */
    private static String together(Facts facts, int[] group, int delivery, int other, Witness witness) {
        String told = "";
        for (int install : group) {
            int p = facts.views.process(install);
            if (p == facts.deliveries.process(delivery) || p == facts.deliveries.process(other)) {
                int next = facts.views.next(install);
                witness.completing(install);
                if (next == Views.NONE) {
                    witness.complete(p);
                }
                told = next == Views.NONE
                        ? "; both are of the core and end in " + facts.views.name(install)
                        : "; both moved from " + facts.views.name(install) + " to " + facts.views.name(next);
            }
        }
        return told;
    }
}
