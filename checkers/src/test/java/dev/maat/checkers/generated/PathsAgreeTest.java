package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.reading.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader's fast path and its general path have the same result for every text, whether a history or rubbish. */
class PathsAgreeTest {
    private static final int HISTORIES = Integer.getInteger("maat.histories", 600);
    private static final long FIRST_SEED = Long.getLong("maat.firstSeed", 1);
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        ",",
        ":",
        " ",
        "0",
        "9",
        "-",
        "1.5",
        "1e3",
        "\n",
        "\r",
        "\0",
        "\0\0",
        "\u00e9",
        "\\u0041",
        "\"x\":1,",
        ",\"x\":{\"y\":[1]}",
        "null",
        "true",
        "99999999999999999999",
        "n1.0",
        "?",
        "ffffffffffffffffff",
        "F",
        ",\"last\":true",
        ",\"last\":false",
        ",\"place\":7",
        ",\"size\":-1",
        ",\"view\":\"1\"",
        ",\"hash\":\"0\""
    };

    @Test
    void bothPathsAgreeOnTheExamples() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/examples"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                String text = Files.readString(file);
                assertThat(Outcome.of(text)).as(file.toString()).isEqualTo(Outcome.generally(text));
            }
        }
    }

    @Test
    void bothPathsAgreeOnGeneratedHistories() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            String text = String.join("\n", history(seed)) + (seed % 3 == 0 ? "" : "\n");
            Outcome fast = Outcome.of(text);
            assertThat(fast).as("seed %d", seed).isEqualTo(Outcome.generally(text));
        }
    }

    @Test
    void bothPathsAgreeOnMutatedLines() {
        int histories = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 10L * HISTORIES; seed++) {
            Random random = new Random(~seed);
            List<String> lines = history(seed % HISTORIES + FIRST_SEED);
            int at = random.nextInt(lines.size());
            lines.set(at, mutated(lines.get(at), random));
            String text = String.join("\n", lines) + (random.nextBoolean() ? "" : "\n");
            Outcome fast = Outcome.of(text);
            histories += fast.error().isEmpty() ? 1 : 0;
            assertThat(fast).as("seed %d: %s", seed, lines.get(at)).isEqualTo(Outcome.generally(text));
        }
        assertThat(histories).as("texts that are still histories").isBetween(HISTORIES, 9 * HISTORIES);
    }

    @Test
    void bothPathsAgreeOnHistoriesCutOffAnywhere() {
        String text = String.join("\n", history(FIRST_SEED)) + "\n";
        for (int length = 0; length <= text.length(); length++) {
            String cut = text.substring(0, length);
            assertThat(Outcome.of(cut)).as("%d bytes", length).isEqualTo(Outcome.generally(cut));
        }
    }

    private static String mutated(String line, Random random) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(4));
        String begin = new String(bytes, 0, from, StandardCharsets.ISO_8859_1);
        String end = new String(bytes, to, bytes.length - to, StandardCharsets.ISO_8859_1);
        return switch (random.nextInt(5)) {
            case 0 -> begin + end;
            case 1 -> begin + PIECES[random.nextInt(PIECES.length)] + end;
            case 2 -> begin + (char) (random.nextInt(127) + 1) + end;
            case 3 -> line.substring(0, line.length() - 1) + PIECES[random.nextInt(PIECES.length)] + "}";
            default -> line.replaceFirst("[0-9]+", PIECES[random.nextInt(PIECES.length)].replace("\\", "\\\\"));
        };
    }

    private static List<String> history(long seed) {
        return new ArrayList<>(RandomHistories.corrupted(seed));
    }
}
