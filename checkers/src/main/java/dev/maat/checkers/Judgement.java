package dev.maat.checkers;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judgement of a history.
 *
 * @param verdict of the claimed properties, never {@link Verdict#INAPPLICABLE}
 * @param claims the profile, or the property ids, that the verdict is about; empty where nothing is claimed
 * @param reasons why the verdict is what it is, most important first
 * @param profiles every profile of the catalogue and its verdict, in the catalogue's order
 * @param properties every judged property, in the catalogue's order
 * @param notJudged ids of the catalogue that have no checker; they do not count
 * @param warnings flaws that the reader tolerated, such as a torn last line
 * @param events lines of the history that are events
 */
public record Judgement(
        Verdict verdict,
        List<String> claims,
        List<String> reasons,
        Map<String, Verdict> profiles,
        List<PropertyResult> properties,
        List<String> notJudged,
        List<String> warnings,
        long events) {
    public Judgement {
        claims = List.copyOf(claims);
        reasons = List.copyOf(reasons);
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
        properties = List.copyOf(properties);
        notJudged = List.copyOf(notJudged);
        warnings = List.copyOf(warnings);
    }

    /** The ids of the properties that the verdict is about; a claimed profile stands for its properties. */
    public Set<String> claimedIds(History history) {
        Set<String> ids = new LinkedHashSet<>();
        for (String claim : claims) {
            Profile profile = Profiles.named(claim);
            if (profile == null) {
                ids.add(claim);
            } else {
                profile.properties(history).forEach(property -> ids.add(property.id()));
            }
        }
        return ids;
    }

    /** 0 holds or not-exercised, 1 violated, 2 unknown. */
    public int exitCode() {
        return verdict.exitCode();
    }

    /**
     * The result of one property.
     *
     * @throws IllegalArgumentException if it was not judged
     */
    public PropertyResult property(String id) {
        for (PropertyResult result : properties) {
            if (result.id().equals(id)) {
                return result;
            }
        }
        throw new IllegalArgumentException("not judged: '" + id + "'");
    }

    /**
     * This judgement for a run that proves less than its history: a fault that had to bite did not, or a property that had to be
     * exercised was not. The verdict violated stays; every other verdict becomes unknown.
     *
     * @param why at least one reason, each one sentence
     */
    public Judgement inconclusive(List<String> why) {
        List<String> all = new ArrayList<>();
        Verdict worse = verdict == Verdict.VIOLATED ? Verdict.VIOLATED : Verdict.UNKNOWN;
        // An unknown verdict is so because of these reasons, so they come first.
        if (verdict == Verdict.VIOLATED) {
            all.addAll(reasons);
            all.addAll(why);
        } else {
            all.addAll(why);
            all.addAll(reasons);
        }
        return new Judgement(worse, claims, all, profiles, properties, notJudged, warnings, events);
    }
}
