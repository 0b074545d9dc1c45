package dev.maat.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The example histories, each with the verdicts that a checker must give. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples");

    @TestFactory
    Stream<DynamicTest> everyExampleGetsItsExpectedVerdicts() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(Files.readAllBytes(EXAMPLES.resolve("expected.json")));
        return expected.properties().stream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> compare(example)));
    }

    private static void compare(Map.Entry<String, JsonNode> example) {
        Path file = EXAMPLES.resolve(example.getKey());
        if (example.getValue().has("input-error")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Histories.read(file))
                    .isInstanceOf(HistoryInputException.class)
                    .hasMessageContaining(example.getKey());
            return;
        }
        Judgement judgement = Judge.judge(Histories.read(file));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property :
                example.getValue().path("properties").properties()) {
            PropertyResult result = judgement.property(property.getKey());
            if (!right(property.getValue(), result.verdict().word())) {
                wrong.add(result + " but expected " + property.getValue());
            }
        }
        if (!right(example.getValue().path("verdict"), judgement.verdict().word())) {
            wrong.add("overall " + judgement.verdict() + " but expected "
                    + example.getValue().path("verdict") + ": " + judgement.reasons());
        }
        List<Integer> exits = new ArrayList<>();
        example.getValue().path("exit").forEach(exit -> exits.add(exit.asInt()));
        if (!exits.contains(judgement.exitCode())) {
            wrong.add("exit code " + judgement.exitCode() + " but expected " + exits);
        }
        assertThat(wrong).as(example.getKey()).isEmpty();
    }

    @Test
    void everyExampleHasAnExpectationAndEveryExpectationAnExample() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(Files.readAllBytes(EXAMPLES.resolve("expected.json")));
        List<String> names = new ArrayList<>();
        expected.fieldNames().forEachRemaining(names::add);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains(".jsonl")))
                    .hasSize(34)
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static boolean right(JsonNode expected, String word) {
        if (expected.isTextual()) {
            return expected.textValue().equals(word);
        }
        for (JsonNode one : expected) {
            if (one.textValue().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
