package dev.maat.checkers;

import dev.maat.checkers.catalogue.JudgeListener;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges histories. Every property is judged on every history; the overall verdict is that of the claimed properties. */
public final class Judge {
    private static final String NO_EVENTS = "the history has a header and no events";

    private Judge() {}

    /** Judges a history by the claims of its header. */
    public static Judgement judge(History history) {
        return judge(history, (part, nanos) -> {});
    }

    /** Judges a history by the claims of its header, and reports the progress. */
    public static Judgement judge(History history, JudgeListener listener) {
        return judge(history, history.header().claims(), claimed(history), Checkers.judge(history, listener));
    }

    /** The properties that the history's header claims, those of profiles included; each once. */
    public static List<PropertyId> claimed(History history) {
        Set<PropertyId> parts = new LinkedHashSet<>();
        for (String claim : history.header().claims()) {
            Profile profile = Profiles.named(claim);
            PropertyId property = PropertyId.named(claim);
            if (profile != null) {
                parts.addAll(profile.properties(history));
            } else if (property != null) {
                parts.add(property);
            }
        }
        return new ArrayList<>(parts);
    }

    /**
     * The judgement of a history whose properties have been judged.
     *
     * @param profile judged as if it were claimed; null for the claims of the header
     * @param results of every property that has a checker
     */
    public static Judgement of(History history, @Nullable Profile profile, Map<PropertyId, PropertyResult> results) {
        return profile == null
                ? judge(history, history.header().claims(), claimed(history), results)
                : judge(history, List.of(profile.name()), profile.properties(history), results);
    }

    /** Judges a history as if it claimed a profile. */
    public static Judgement judge(History history, Profile profile) {
        return judge(history, profile, (part, nanos) -> {});
    }

    /** Judges a history as if it claimed a profile, and reports the progress. */
    public static Judgement judge(History history, Profile profile, JudgeListener listener) {
        return of(history, profile, Checkers.judge(history, listener));
    }

    /** Judges a history as if it claimed these properties and nothing else. */
    public static Judgement judge(History history, List<PropertyId> properties) {
        List<String> ids = properties.stream().map(PropertyId::id).toList();
        return judge(history, ids, properties, Checkers.judge(history));
    }

    private static Judgement judge(
            History history, List<String> claims, List<PropertyId> parts, Map<PropertyId, PropertyResult> results) {
        Map<String, Verdict> profiles = new LinkedHashMap<>();
        for (Profile profile : Profiles.all()) {
            profiles.put(
                    profile.name(),
                    Summary.of(profile.properties(history), results).verdict());
        }
        Summary summary = Summary.of(parts, results);
        List<String> warnings = new ArrayList<>(history.warnings());
        List<PropertyResult> listed = new ArrayList<>();
        List<String> notJudged = new ArrayList<>();
        for (PropertyId property : PropertyId.values()) {
            PropertyResult result = results.get(property);
            // It is not a property of the catalogue, but its row must be seen where it decides a claimed profile.
            if (property == PropertyId.TOTAL_ORDER_OF_CORE && !parts.contains(property)) {
                continue;
            }
            if (result == null) {
                notJudged.add(property.id());
            } else {
                listed.add(result);
            }
        }
        Verdict verdict = summary.verdict();
        List<String> reasons = new ArrayList<>(summary.reasons());
        if (history.eventCount() == 0) {
            warnings.add(NO_EVENTS);
            verdict = Verdict.UNKNOWN;
            reasons = List.of(NO_EVENTS);
            profiles.replaceAll((name, judged) -> Verdict.UNKNOWN);
        } else if (claims.isEmpty()) {
            verdict = Verdict.UNKNOWN;
            reasons = List.of("nothing is claimed: give the header \"claims\" or name a profile");
        } else if (verdict == Verdict.VIOLATED) {
            reasons.add(Summary.lattice(history, parts, results));
        }
        return new Judgement(verdict, claims, reasons, profiles, listed, notJudged, warnings, history.eventCount());
    }
}
