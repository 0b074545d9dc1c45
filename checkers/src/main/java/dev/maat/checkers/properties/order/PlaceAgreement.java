package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.ProcessLog;
import java.util.Arrays;
import java.util.BitSet;

/**
 * At each process, places strictly increase within their scope; gaps are allowed. Among processes that complete V
 * together, one message has one place and one place has one message, over all that they deliver in V (scope global:
 * over all that they deliver). A message may come without a place. A process with an incomplete log ends in no view
 * here.
 *
 * <p>Cost: O(N) for places per view; for global places O(N) unless two places contradict each other anywhere. A case
 * is a message with at least two deliverers; it is at risk if the message is. Violated when n1 delivers a at place 3
 * and n2 delivers it at place 4.
 */
public final class PlaceAgreement implements Checker {
    private static final Places.Premise NO_PREMISE = (delivery, other, witness) -> "";

    @Override
    public PropertyId property() {
        return PropertyId.PLACE_AGREEMENT;
    }

    /** Before the run is quiet only processes that moved on are compared: their deliveries in a view that they left are settled. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverers();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (!facts.history.hasPlaces()) {
            findings.inapplicable("the history records no places");
            return;
        }
        Orders.countMessages(facts, findings);
        boolean global = facts.history.header().globalPlaces();
        BitSet broken = new BitSet();
        for (int p = 0; p < facts.history.processCount(); p++) {
            increasing(facts, p, global, broken, findings);
        }
        if (facts.placesAgree()) {
            return;
        }
        Places places = new Places(facts, NO_PREMISE);
        for (int[] group : facts.groups.all()) {
            int[] installs = completing(facts, group);
            if (installs.length > 1) {
                places.beginScope((delivery, other, witness) -> together(facts, installs, delivery, other, witness));
                for (int install : installs) {
                    places.judge(from(facts, install, global), to(facts, install, global), broken, findings);
                }
                for (int install : installs) {
                    places.forget(from(facts, install, global), to(facts, install, global));
                }
            }
        }
    }

    private static int from(Facts facts, int install, boolean global) {
        return global ? facts.deliveries.from(facts.views.process(install)) : facts.deliveries.fromIn(install);
    }

    private static int to(Facts facts, int install, boolean global) {
        return global ? facts.deliveries.to(facts.views.process(install)) : facts.deliveries.toIn(install);
    }

    private static void increasing(Facts facts, int p, boolean global, BitSet broken, Findings findings) {
        ProcessLog log = facts.history.log(p);
        int last = -1;
        int lastInstall = Views.NONE;
        for (int d = facts.deliveries.from(p); log != null && d < facts.deliveries.to(p); d++) {
            int event = facts.deliveries.event(d);
            int install = facts.deliveries.install(d);
            if (!log.hasPlace(event) || !global && install == Views.NONE) {
                continue;
            }
            boolean sameScope = last >= 0 && (global || lastInstall == install);
            int m = facts.deliveries.message(d);
            if (sameScope && log.place(event) <= log.place(facts.deliveries.event(last)) && !broken.get(m)) {
                broken.set(m);
                Places.tellDecrease(facts, last, d, findings);
            }
            last = d;
            lastInstall = install;
        }
    }

    private static int[] completing(Facts facts, int[] group) {
        return Arrays.stream(group)
                .filter(i -> facts.views.next(i) != Views.NONE || facts.complete(facts.views.process(i)))
                .toArray();
    }

    /** The premise that both deliverers complete a view together. */
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
                        ? "; both are core processes and end in " + facts.views.name(install)
                        : "; both moved from " + facts.views.name(install) + " to " + facts.views.name(next);
            }
        }
        return told;
    }
}
