package dev.maat.checkers.generated;

import dev.maat.checkers.catalogue.PropertyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Breaks one property of an ideal group's history, and no other but those that its definition drags along. */
interface SingleCorruption {
    /**
     * What is broken of which histories.
     *
     * @param breaks the property
     * @param implies what cannot be kept when it is broken, each with the reason
     * @param ideal makes a history of the kind that the corruption is made for, as it should be
     */
    record Breach(PropertyId breaks, Map<PropertyId, String> implies, Function<Random, Script> ideal) {
        static Breach of(PropertyId breaks, Shape shape, Map<PropertyId, String> implies) {
            return new Breach(breaks, implies, random -> ValidHistories.makeLong(random, shape));
        }
    }

    Breach breach();

    /** What such histories break as it is, and so says nothing of a corruption. */
    default Set<PropertyId> notPromised() {
        return Set.of();
    }

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
