package dev.maat.checkers;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verdict of several properties together: violated, else unknown, else holds. An inapplicable part of liveness counts as
 * unknown. Any other inapplicable part does not count, and if no part counts the verdict is unknown. Properties without a checker
 * do not count either.
 */
record Summary(Verdict verdict, List<String> reasons) {

    static Summary of(List<PropertyId> parts, Map<PropertyId, PropertyResult> results) {
        List<String> violated = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        boolean holds = false;
        boolean counted = false;
        for (PropertyId part : parts) {
            PropertyResult result = results.get(part);
            if (result == null) {
                continue;
            }
            switch (result.verdict()) {
                case VIOLATED -> violated.add(part.id() + ": " + result.sentence());
                case UNKNOWN -> unknown.add(part.id() + ": " + result.sentence());
                case HOLDS -> holds = true;
                case NOT_EXERCISED -> counted = true;
                case INAPPLICABLE -> {
                    if (!result.withoutWeight()) {
                        unknown.add(part.id() + ": " + result.sentence());
                    }
                }
            }
        }
        if (!violated.isEmpty()) {
            violated.addAll(unknown);
            return new Summary(Verdict.VIOLATED, violated);
        }
        if (!unknown.isEmpty()) {
            return new Summary(Verdict.UNKNOWN, unknown);
        }
        if (holds) {
            return new Summary(Verdict.HOLDS, List.of());
        }
        return counted
                ? new Summary(Verdict.NOT_EXERCISED, List.of("nothing was at risk in this history"))
                : new Summary(Verdict.UNKNOWN, List.of("no claimed property applies to this history"));
    }

    /**
     * One sentence that names the weakest violated properties and the profiles that fall with them. A weaker property takes down
     * more profiles: a property is left out if the profiles that fall with another one include all of its own and more.
     */
    static String lattice(History history, List<PropertyId> parts, Map<PropertyId, PropertyResult> results) {
        Map<PropertyId, Set<String>> falls = new LinkedHashMap<>();
        for (PropertyId part : parts) {
            PropertyResult result = results.get(part);
            if (result != null && result.verdict() == Verdict.VIOLATED) {
                falls.put(part, profilesWith(part, history));
            }
        }
        List<String> weakest = new ArrayList<>();
        Set<String> fallen = new LinkedHashSet<>();
        falls.forEach((part, profiles) -> {
            boolean weaker = falls.values().stream()
                    .anyMatch(more -> more.size() > profiles.size() && more.containsAll(profiles));
            if (!weaker) {
                weakest.add(part.id());
            }
        });
        for (Profile profile : Profiles.all()) {
            if (falls.values().stream().anyMatch(profiles -> profiles.contains(profile.name()))) {
                fallen.add("not " + profile.name());
            }
        }
        return "weakest broken: " + String.join(", ", weakest)
                + (fallen.isEmpty() ? "" : "; therefore " + String.join(", ", fallen));
    }

    private static Set<String> profilesWith(PropertyId property, History history) {
        Set<String> names = new LinkedHashSet<>();
        for (Profile profile : Profiles.all()) {
            if (profile.properties(history).contains(property)) {
                names.add(profile.name());
            }
        }
        return names;
    }
}
