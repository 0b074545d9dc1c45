package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import java.util.BitSet;

/**
 * One message has one place everywhere, crashed processes included, and within the scope of places one place has one
 * message (DSU).
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; it is at risk if the message is. Violated when n3,
 * which crashed, had delivered a at place 4, and the others deliver it at place 5.
 */
public final class UniformPlaceAgreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.UNIFORM_PLACE_AGREEMENT;
    }

    /** Two lines that contradict each other prove it, with the lines before them in their logs. */
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
        if (Premises.needsPrimary(facts, findings)) {
            return;
        }
        if (!facts.history.hasPlaces()) {
            findings.inapplicable("the history records no places");
            return;
        }
        Orders.countMessages(facts, findings);
        if (facts.placesAgree()) {
            return;
        }
        Places places = new Places(facts, (delivery, other, witness) -> {
            witness.anyPrimaryView();
            return "";
        });
        places.judgeAll(new BitSet(), findings);
    }
}
