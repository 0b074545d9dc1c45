package dev.maat.checkers.generated;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.PropertyResult;
import dev.maat.checkers.WitnessEvent;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of the generated corpus, to the letter: counts, sentences and the lines that prove them. */
class TranscriptTest {
    private static final Map<String, History> CORPUS = new LinkedHashMap<>();

    static {
        GeneratedCorpus.histories()
                .forEach((name, lines) -> CORPUS.put(name, Histories.parse(RandomHistories.text(lines))));
    }

    @Test
    void theSameIsSaidOfTheSameHistories() throws IOException {
        Transcript transcript = new Transcript("judged.txt");
        CORPUS.forEach((name, history) -> {
            transcript.say("== " + name);
            said(Judge.judge(history).properties()).forEach(transcript::say);
        });
        transcript.end();
    }

    /** Of each property that is broken a line of its own, the others together by what is said of them. */
    private static List<String> said(List<PropertyResult> results) {
        List<String> said = new ArrayList<>();
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (PropertyResult result : results) {
            String counts = result.applicable() + "/" + result.atRisk();
            String sentence = result.sentence();
            switch (result.verdict()) {
                case VIOLATED ->
                    said.add("%s %s broken in %d: %s %s"
                            .formatted(result.id(), counts, result.violations(), sentence, witness(result)));
                case UNKNOWN -> add(alike, sentence, result.id() + " " + counts);
                case INAPPLICABLE -> {}
                default -> add(alike, counts, result.id());
            }
        }
        alike.forEach((what, ids) -> said.add(what + ": " + String.join(", ", ids)));
        return said;
    }

    private static void add(Map<String, List<String>> alike, String what, String id) {
        alike.computeIfAbsent(what, absent -> new ArrayList<>()).add(id);
    }

    /** Which lines of which logs. */
    private static String witness(PropertyResult result) {
        Map<String, String> lines = result.witness().stream()
                .collect(Collectors.groupingBy(
                        WitnessEvent::process,
                        LinkedHashMap::new,
                        Collectors.mapping(event -> Long.toString(event.index()), Collectors.joining(","))));
        return lines.toString();
    }
}
