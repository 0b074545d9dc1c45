package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which violations of a history that goes on stand, whatever comes; each property is told once. */
final class Firmness {
    /** Where views change and none is transitional these do not apply, which is not known before. */
    private static final Set<PropertyId> OF_CONFIGURATIONS =
            EnumSet.range(PropertyId.EVS_BASIC_DELIVERY, PropertyId.EVS_SAFE);

    private final Set<PropertyId> told = EnumSet.noneOf(PropertyId.class);

    /**
     * Violations to tell now.
     *
     * @param results of judging the beginning
     * @param transitional whether the history has a transitional configuration
     */
    List<PropertyId> firm(Map<PropertyId, PropertyResult> results, History beginning, boolean transitional) {
        List<PropertyId> firm = new ArrayList<>();
        results.forEach((property, result) -> {
            if (result.verdict() == Verdict.VIOLATED
                    && !told.contains(property)
                    && (transitional || !OF_CONFIGURATIONS.contains(property))
                    && Proof.isFirm(property, result, beginning)) {
                told.add(property);
                firm.add(property);
            }
        });
        return firm;
    }
}
