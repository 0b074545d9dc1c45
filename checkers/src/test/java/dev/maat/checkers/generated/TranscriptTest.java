package dev.maat.checkers.generated;

import dev.maat.checkers.Judge;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The results for the generated corpus, to the letter: counts, sentences and the lines that prove them. */
class TranscriptTest {
    @Test
    void theSameHistoriesGetTheSameResults() throws IOException {
        Transcript transcript = new Transcript("judged.txt");
        GeneratedCorpus.read().forEach((name, history) -> {
            transcript.say("== " + name);
            Said.of(Judge.judge(history)).forEach(transcript::say);
        });
        transcript.end();
    }
}
