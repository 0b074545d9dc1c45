package dev.maat.checkers.naive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.naive.NaiveTwins;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the twins themselves against the example histories, whose verdicts were written by hand. */
class NaiveTwinsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> judgeableExamples() throws IOException {
        List<String> names = new ArrayList<>();
        expected().properties().forEach(entry -> {
            if (entry.getValue().has("properties")) {
                names.add(entry.getKey());
            }
        });
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("judgeableExamples")
    void theTwinsGiveTheVerdictsWrittenByHand(String name) throws IOException {
        Map<String, String> verdicts = NaiveTwins.judge(lines(name));
        SoftAssertions softly = new SoftAssertions();
        for (var property : expected().get(name).get("properties").properties()) {
            String word = verdicts.get(property.getKey());
            if (word != null) {
                softly.assertThat(words(property.getValue()))
                        .as(property.getKey())
                        .contains(word);
            }
        }
        softly.assertAll();
    }

    @Test
    void thereAreExamplesToJudge() throws IOException {
        assertThat(judgeableExamples()).hasSizeGreaterThan(20);
    }

    private static List<String> words(JsonNode expected) {
        List<String> words = new ArrayList<>();
        if (expected.isArray()) {
            expected.forEach(word -> words.add(coarse(word.asText())));
        } else {
            words.add(coarse(expected.asText()));
        }
        return words;
    }

    private static String coarse(String word) {
        return word.equals("holds") || word.equals("not-exercised") ? "ok" : word;
    }

    private static JsonNode expected() throws IOException {
        return JSON.readTree(bytes("expected.json"));
    }

    private static List<String> lines(String name) throws IOException {
        byte[] bytes = bytes(name);
        if (name.endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!text.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = NaiveTwinsTest.class.getResourceAsStream("/examples/" + name)) {
            return in.readAllBytes();
        }
    }
}
