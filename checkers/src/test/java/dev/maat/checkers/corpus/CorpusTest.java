package dev.maat.checkers.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.naive.NaiveTwins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks the catalogue sentence by sentence. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicContainer> everyHistoryGetsTheVerdictsThatTheCatalogueDemands() throws IOException {
        List<DynamicContainer> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(CORPUS)) {
            for (Path file : found.sorted().toList()) {
                files.add(DynamicContainer.dynamicContainer(
                        file.getFileName().toString(),
                        CorpusCase.of(file).stream()
                                .map(one -> DynamicTest.dynamicTest(one.name(), () -> compare(one)))));
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    private void compare(CorpusCase one) throws IOException {
        Path file = Files.writeString(folder.resolve("case.jsonl"), one.history());
        String error = one.keys().get("error");
        if (error != null) {
            assertThatThrownBy(() -> Histories.read(file))
                    .isInstanceOf(HistoryInputException.class)
                    .hasMessageContaining("case.jsonl")
                    .hasMessageContaining(error);
            return;
        }
        History history = Histories.read(file);
        Judgement judgement = Judge.judge(history);
        Map<String, String> twins =
                NaiveTwins.judge(HistoryWriter.text(history).lines().toList());
        List<String> wrong = new ArrayList<>();
        for (PropertyResult result : judgement.properties()) {
            if (isAbout(judgement, result.id())) {
                property(history, result, expected(one, result.id()), twins.get(result.id()), wrong);
            }
        }
        for (String pinned : one.keys().getOrDefault("exactly", "").split(", ")) {
            if (!pinned.isEmpty()) {
                pinned(judgement, pinned.split(" "), wrong);
            }
        }
        if (!judgement.verdict().word().equals(one.keys().get("verdict"))) {
            wrong.add("the verdict is " + judgement.verdict().word() + ", not "
                    + one.keys().get("verdict"));
        }
        assertThat(wrong).as(one.keys().get("rule")).isEmpty();
    }

    static boolean isAbout(Judgement judgement, String id) {
        return !id.startsWith("evs-") || judgement.claims().contains("extended");
    }

    /** Compares the verdicts of the checker, of its naive twin, and on the witness alone. */
    private static void property(
            History history, PropertyResult result, String expected, @Nullable String twin, List<String> wrong) {
        String verdict = coarse(result.verdict().word());
        if (!expected.equals(verdict)) {
            wrong.add(result.id() + " is " + verdict + " (" + result.sentence() + "), not " + expected);
        }
        if (twin != null && !twin.equals("either") && !coarse(twin).equals(expected)) {
            wrong.add(result.id() + " is " + twin + " for the naive twin, not " + expected);
        }
        if (result.verdict() == Verdict.VIOLATED) {
            String alone = Judge.judge(Witnesses.alone(history, result.witness()))
                    .property(result.id())
                    .verdict()
                    .word();
            if (!alone.equals("violated")) {
                wrong.add(result.id() + " is " + alone + " in the witness alone: " + result.witness());
            }
        }
    }

    private static String expected(CorpusCase one, String id) {
        for (String verdict : List.of("violated", "unknown", "inapplicable")) {
            if (one.words(verdict).contains(id)) {
                return verdict;
            }
        }
        return "holds";
    }

    private static String coarse(String verdict) {
        return verdict.equals("not-exercised") || verdict.equals("ok") ? "holds" : verdict;
    }

    static void pinned(Judgement judgement, String[] words, List<String> wrong) {
        PropertyResult result = judgement.property(words[0]);
        String counts = result.applicable() + "/" + result.atRisk();
        if (!result.verdict().word().equals(words[1]) || words.length > 2 && !counts.equals(words[2])) {
            wrong.add(words[0] + " is " + result.verdict().word() + " " + counts + ", not " + String.join(" ", words));
        }
    }
}
