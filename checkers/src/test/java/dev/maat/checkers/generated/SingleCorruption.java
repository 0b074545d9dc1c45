package dev.maat.checkers.generated;

import dev.maat.checkers.PropertyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Breaks one property of an ideal group's history, and no other but those that its definition drags along. */
interface SingleCorruption {
    PropertyId breaks();

    /** What cannot be kept when this is broken, each with the reason. */
    Map<PropertyId, String> implies();

    /** What such histories break as it is, and so says nothing of a corruption. */
    default Set<PropertyId> notPromised() {
        return Set.of();
    }

    /** A history of the kind that it is made for, as it should be. */
    Script ideal(Random random);

    /** False where the history offers no place for it; then it is thrown away. */
    boolean apply(Anatomy anatomy);

    /** All there are. */
    static List<SingleCorruption> all() {
        List<SingleCorruption> all = new ArrayList<>();
        all.addAll(List.of(BreakMembership.values()));
        all.addAll(List.of(BreakDelivery.values()));
        all.addAll(List.of(BreakOrder.values()));
        all.addAll(List.of(BreakConduct.values()));
        all.addAll(List.of(BreakLiveness.values()));
        all.addAll(List.of(BreakExtended.values()));
        return all;
    }
}
