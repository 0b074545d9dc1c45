package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A way to spoil a history so that it remains readable. It leaves the history as it was if it finds no place. */
interface Corruption {
    void apply(Script script, Random random);

    /** All corruptions. */
    static List<Corruption> all() {
        List<Corruption> all = new ArrayList<>();
        all.addAll(List.of(DeliveryCorruption.values()));
        all.addAll(List.of(ViewCorruption.values()));
        all.addAll(List.of(LifeCorruption.values()));
        return all;
    }
}
