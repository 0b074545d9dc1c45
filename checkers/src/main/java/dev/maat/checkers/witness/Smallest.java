package dev.maat.checkers.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Delta debugging (Zeller, Hildebrandt 2002, ddmin): finds a part of a list that still violates and of which no element can be left
 * out. If a bound is reached first, the part may be larger.
 */
final class Smallest<T> {
    private final Predicate<List<T>> stillViolates;
    private final BooleanSupplier timeIsUp;
    private int evaluationsLeft;

    Smallest(Predicate<List<T>> stillViolates, int evaluations, BooleanSupplier timeIsUp) {
        this.stillViolates = stillViolates;
        this.evaluationsLeft = evaluations;
        this.timeIsUp = timeIsUp;
    }

    /** A smallest part of a list that violates as a whole. */
    List<T> of(List<T> all) {
        List<T> kept = all;
        int parts = 2;
        while (kept.size() > 1) {
            List<T> smaller = without(kept, parts);
            if (smaller.size() < kept.size()) {
                kept = smaller;
                parts = Math.max(parts - 1, 2);
            } else if (exhausted() || parts >= kept.size()) {
                break;
            } else {
                parts = Math.min(parts * 2, kept.size());
            }
        }
        return kept;
    }

    /** The list without one of several equal parts, or the whole list if every part is needed. */
    private List<T> without(List<T> all, int parts) {
        for (int part = 0; part < parts && !exhausted(); part++) {
            int from = (int) ((long) all.size() * part / parts);
            int to = (int) ((long) all.size() * (part + 1) / parts);
            List<T> rest = new ArrayList<>(all.subList(0, from));
            rest.addAll(all.subList(to, all.size()));
            if (violates(rest)) {
                return rest;
            }
        }
        return all;
    }

    private boolean violates(List<T> part) {
        evaluationsLeft--;
        return stillViolates.test(part);
    }

    private boolean exhausted() {
        return evaluationsLeft <= 0 || timeIsUp.getAsBoolean();
    }
}
