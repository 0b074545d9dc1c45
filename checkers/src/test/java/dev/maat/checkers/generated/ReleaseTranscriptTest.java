package dev.maat.checkers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.history.History;
import dev.maat.checkers.online.release.Release;
import dev.maat.checkers.properties.Checkers;
import dev.maat.checkers.reading.GrowingHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The messages that can be released from the generated corpus and from its beginnings. Without them the judgement is
 * the same, and there are neither more nor fewer of them than before. {@link OnlineAgreesTest} releases repeatedly on
 * the way.
 */
class ReleaseTranscriptTest {
    private static final int BEGINNINGS = 240;
    private static final Map<String, List<History>> BEGUN = new LinkedHashMap<>();
    private static final Map<String, Growing> CORPUS = new LinkedHashMap<>();

    /** A history that goes on, and the part of it read so far. */
    private record Growing(GrowingHistory history, History whole) {
        static Growing of(List<String> lines) {
            GrowingHistory history = new GrowingHistory();
            for (int i = 0; i < lines.size(); i++) {
                byte[] bytes = lines.get(i).getBytes(StandardCharsets.UTF_8);
                JsonNode line = GrowingHistory.object("text", i + 1, bytes, 0, bytes.length);
                if (line.has("format")) {
                    history.header("text", i + 1, line);
                } else {
                    history.event("text", i + 1, line);
                }
            }
            return new Growing(history, history.soFar());
        }

        History without(Release release) {
            return history.keeping(whole, (log, index) -> !release.drops(log, index))
                    .soFar();
        }
    }

    static {
        GeneratedCorpus.histories().forEach((name, lines) -> {
            // A history with transitional configurations stays whole.
            if (lines.stream().noneMatch(line -> line.contains("\"transitional\",\"of\""))) {
                CORPUS.put(name, Growing.of(lines));
            }
        });
        for (long seed = 1; seed <= BEGINNINGS; seed++) {
            List<String> lines = RandomHistories.corrupted(seed);
            List<History> begun = new ArrayList<>();
            for (int part = 2; part <= 3; part++) {
                begun.add(Growing.of(lines.subList(0, 1 + lines.size() * part / 4))
                        .whole());
            }
            BEGUN.put("random " + seed, begun);
        }
    }

    @Test
    void theSameMessagesAreReleasedAsBeforeAndNoCountChanges() throws IOException {
        Transcript transcript = new Transcript("released.txt");
        CORPUS.forEach((name, growing) -> {
            History whole = growing.whole();
            long horizon = transcript.lines() % 2 == 0 ? Long.MAX_VALUE : middle(whole);
            Release release = Release.of(whole, horizon);
            if (!release.messages().isEmpty()) {
                History rest = growing.without(release);
                assertThat(counts(release.cases().addedTo(rest, Checkers.judge(rest))))
                        .as(name)
                        .isEqualTo(counts(Checkers.judge(whole)));
            }
            transcript.say(name + ": " + said(whole, release));
        });
        transcript.end();
    }

    @Test
    void asManyMessagesOfABeginningAreReleasedAsBefore() throws IOException {
        Transcript transcript = new Transcript("released-of-beginnings.txt");
        BEGUN.forEach((name, histories) -> {
            List<String> parts = new ArrayList<>();
            for (History history : histories) {
                Release release = Release.of(history, Long.MAX_VALUE);
                parts.add(release.messages().cardinality() + " of "
                        + release.finished().cardinality());
            }
            transcript.say(name + ": " + String.join(", ", parts) + " finished");
        });
        transcript.end();
    }

    private static long middle(History history) {
        return 1_000 + history.eventCount() / 2;
    }

    /** Without the violations: if an order is broken more than once, some of them may be released. */
    private static Map<PropertyId, String> counts(Map<PropertyId, PropertyResult> results) {
        Map<PropertyId, String> counts = new EnumMap<>(PropertyId.class);
        results.forEach((property, result) -> counts.put(property, result.applicable() + "/" + result.atRisk()));
        return counts;
    }

    private static String said(History history, Release release) {
        List<String> gone =
                release.messages().stream().mapToObj(history::messageName).toList();
        int finished = release.finished().cardinality();
        if (gone.isEmpty()) {
            return finished + " finished, none goes";
        }
        Map<String, Set<String>> installers = new TreeMap<>();
        release.installers().forEach((view, names) -> installers.put(view, new TreeSet<>(names)));
        return "%d finished, %d with %d told safe go: %s, without %s, installed by %s, places %s, till %d"
                .formatted(
                        finished,
                        release.cases().messages(),
                        release.cases().safes(),
                        gone,
                        new TreeSet<>(release.passedOver()),
                        installers,
                        new TreeMap<>(release.highestPlaces()),
                        release.latestNanos());
    }
}
