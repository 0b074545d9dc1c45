package dev.maat.checkers.properties;

import dev.maat.checkers.PropertyId;
import java.util.BitSet;

/**
 * One message has one place everywhere, the dead included, and within the scope of places one place has one message (DSU).
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers; at risk as messages are. Violated by a crashed n3 having
 * delivered a at place 4 when the others have it at place 5.
 */
final class UniformPlaceAgreement implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.UNIFORM_PLACE_AGREEMENT;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsPrimary(facts, findings)) {
            return;
        }
        if (!facts.history.hasPlaces()) {
            findings.inapplicable("the history tells no places");
            return;
        }
        Orders.countMessages(facts, findings);
        Places places = new Places(facts, (delivery, other, witness) -> {
            witness.anyPrimaryView();
            return "";
        });
        BitSet broken = new BitSet();
        if (facts.history.header().globalPlaces()) {
            for (int d = 0; d < facts.deliveries.count(); d++) {
                places.judge(d, true, broken, findings);
            }
            return;
        }
        for (int id = 0; id < facts.views.idCount(); id++) {
            places.endScope();
            for (int position = facts.views.byIdFrom(id); position < facts.views.byIdTo(id); position++) {
                int install = facts.views.byId(position);
                for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                    places.judge(d, true, broken, findings);
                }
            }
        }
        for (int d = 0; d < facts.deliveries.count(); d++) {
            if (facts.deliveries.install(d) == Views.NONE) {
                places.judge(d, false, broken, findings);
            }
        }
    }
}
