package dev.maat.checkers.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.generated.Said;
import dev.maat.checkers.generated.Transcript;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The corpus as one plain test that reads each history once, so that mutation tests can afford it. {@link CorpusTest}
 * says more about a case that fails. Sentences and witnesses, which the catalogue leaves open, are kept in a
 * transcript.
 */
class WholeCorpusTest {
    private static final Map<CorpusCase, History> CASES = new LinkedHashMap<>();

    static {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/corpus"))) {
            for (Path file : files.sorted().toList()) {
                for (CorpusCase one : CorpusCase.of(file)) {
                    if (!one.keys().containsKey("error")) {
                        CASES.put(one, Histories.parse(one.history()));
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyHistoryGetsTheVerdictsAndTheCountsThatTheCatalogueDemands() throws IOException {
        assertThat(CASES).hasSizeGreaterThan(300);
        Transcript transcript = new Transcript("corpus.txt");
        CASES.forEach((one, history) -> {
            Judgement judgement = Judge.judge(history);
            Map<String, List<String>> byVerdict = new LinkedHashMap<>();
            for (PropertyResult result : judgement.properties()) {
                if (CorpusTest.isAbout(judgement, result.id())) {
                    byVerdict
                            .computeIfAbsent(result.verdict().word(), absent -> new ArrayList<>())
                            .add(result.id());
                }
            }
            for (String verdict : List.of("violated", "unknown", "inapplicable")) {
                assertThat(byVerdict.getOrDefault(verdict, List.of()))
                        .as("%s: %s", one.name(), verdict)
                        .containsExactlyInAnyOrderElementsOf(one.words(verdict).stream()
                                .filter(id -> CorpusTest.isAbout(judgement, id))
                                .toList());
            }
            assertThat(judgement.verdict().word())
                    .as(one.name())
                    .isEqualTo(one.keys().get("verdict"));
            for (String pinned : one.keys().getOrDefault("exactly", "").split(", ")) {
                List<String> wrong = new ArrayList<>();
                if (!pinned.isEmpty()) {
                    CorpusTest.pinned(judgement, pinned.split(" "), wrong);
                }
                assertThat(wrong).as(one.name()).isEmpty();
            }
            if (transcript.knows("== " + one.name())) {
                transcript.say("== " + one.name());
                Said.ofBroken(judgement).forEach(transcript::say);
            }
        });
        transcript.end();
    }
}
