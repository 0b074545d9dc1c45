package dev.maat.checkers;

import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The verdict of several properties together: violated, else unknown, else holds. An inapplicable part of liveness counts as
 * unknown, any other inapplicable part for nothing, and nothing but such parts is unknown. What no checker judges does not
 * count.
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
                : new Summary(Verdict.UNKNOWN, List.of("nothing that is claimed applies to this history"));
    }

    /** Which profiles fall with what is broken: the lattice, told as one sentence. */
    static String lattice(
            History history,
            List<PropertyId> parts,
            Map<PropertyId, PropertyResult> results,
            Map<String, Verdict> profiles) {
        List<String> broken = new ArrayList<>();
        for (PropertyId part : parts) {
            PropertyResult result = results.get(part);
            if (result != null && result.verdict() == Verdict.VIOLATED) {
                broken.add(part.id());
            }
        }
        List<String> fallen = new ArrayList<>();
        for (Profile profile : Profiles.all()) {
            if (profiles.get(profile.name()) == Verdict.VIOLATED
                    && profile.properties(history).stream().anyMatch(part -> broken.contains(part.id()))) {
                fallen.add("not " + profile.name());
            }
        }
        return "broken: " + String.join(", ", broken)
                + (fallen.isEmpty() ? "" : "; therefore " + String.join(", ", fallen));
    }
}
