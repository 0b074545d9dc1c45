package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks the violations that no later line of a growing history can mend, each property once. */
final class Firmness {
    private final Set<PropertyId> told = EnumSet.noneOf(PropertyId.class);

    /**
     * Violations to report now.
     *
     * @param results of judging the beginning
     */
    List<PropertyId> firm(Map<PropertyId, PropertyResult> results, History beginning) {
        List<PropertyId> firm = new ArrayList<>();
        results.forEach((property, result) -> {
            if (result.verdict() == Verdict.VIOLATED
                    && !told.contains(property)
                    && Checkers.of(property).isFirm(new Proof(beginning, result))) {
                told.add(property);
                firm.add(property);
            }
        });
        return firm;
    }
}
