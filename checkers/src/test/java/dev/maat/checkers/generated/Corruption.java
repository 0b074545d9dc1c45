package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can be spoilt in a history such that it is still one. Each may leave a history as it was where it finds nothing. */
interface Corruption {
    void apply(Script script, Random random);

    /** All there are. */
    static List<Corruption> all() {
        List<Corruption> all = new ArrayList<>();
        all.addAll(List.of(DeliveryCorruption.values()));
        all.addAll(List.of(ViewCorruption.values()));
        all.addAll(List.of(LifeCorruption.values()));
        return all;
    }
}
