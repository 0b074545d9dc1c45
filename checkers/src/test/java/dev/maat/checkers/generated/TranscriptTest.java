package dev.maat.checkers.generated;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.history.History;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
            Said.of(Judge.judge(history)).forEach(transcript::say);
        });
        transcript.end();
    }
}
