package dev.maat.checkers.generated;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The judgement of a history as text: counts, sentences and the lines that prove them. */
public final class Said {
    private Said() {}

    /** One line for each broken property; the others are grouped by equal text. */
    public static List<String> of(Judgement judgement) {
        List<String> said = new ArrayList<>(ofBroken(judgement));
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (PropertyResult result : judgement.properties()) {
            switch (result.verdict()) {
                case VIOLATED, INAPPLICABLE -> {}
                case UNKNOWN -> add(alike, result.sentence(), result.id() + " " + counts(result));
                default -> add(alike, counts(result), result.id());
            }
        }
        alike.forEach((what, ids) -> said.add(what + ": " + String.join(", ", ids)));
        return said;
    }

    /** The lines of the broken properties alone. */
    public static List<String> ofBroken(Judgement judgement) {
        return judgement.properties().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .map(result -> "%s %s broken in %d: %s %s"
                        .formatted(
                                result.id(), counts(result), result.violations(), result.sentence(), witness(result)))
                .toList();
    }

    private static String counts(PropertyResult result) {
        return result.applicable() + "/" + result.atRisk();
    }

    private static void add(Map<String, List<String>> alike, String what, String id) {
        alike.computeIfAbsent(what, absent -> new ArrayList<>()).add(id);
    }

    /** The witness, as line numbers by log. */
    private static String witness(PropertyResult result) {
        Map<String, String> lines = result.witness().stream()
                .collect(Collectors.groupingBy(
                        WitnessEvent::process,
                        LinkedHashMap::new,
                        Collectors.mapping(event -> Long.toString(event.index()), Collectors.joining(","))));
        return lines.toString();
    }
}
