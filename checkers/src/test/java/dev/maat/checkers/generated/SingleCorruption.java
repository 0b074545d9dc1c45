package dev.maat.checkers.generated;

import dev.maat.checkers.catalogue.PropertyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Breaks one property of an ideal group's history, and no other except those that its definition implies. */
interface SingleCorruption {
    /**
     * The property that is broken, and the histories for it.
     *
     * @param breaks the property
     * @param implies the properties that cannot be kept when it is broken, each with the reason
     * @param ideal makes a valid history of the kind that the corruption is made for
     */
    record Breach(PropertyId breaks, Map<PropertyId, String> implies, Function<Random, Script> ideal) {
        static Breach of(PropertyId breaks, Shape shape, Map<PropertyId, String> implies) {
            return new Breach(breaks, implies, random -> ValidHistories.makeLong(random, shape));
        }
    }

    Breach breach();

    /** The properties that such histories break anyway, so that they say nothing of a corruption. */
    default Set<PropertyId> notPromised() {
        return Set.of();
    }

    /** False if the history offers no place for it; the history is then thrown away. */
    boolean apply(Anatomy anatomy);

    /** All single corruptions. */
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
