package dev.maat.engine.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFeedbackCommandTest {
    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --receivers 1        | --receivers: 1 is not within 2 to 100000
                    --receivers 10..1e6  | --receivers: '1e6' is no number
                    --receivers 100..10  | --receivers: a range goes from a number above 0 to a greater one
                    --receivers 2.5      | --receivers: a group has a whole number of receivers
                    --loss 60%           | --loss: 60% is not within 0% to 50%
                    --loss 0..1          | --loss: a range goes from a number above 0
                    --losses some        | --losses
                    --messages 0         | --messages: 0 is not within 1 to 10000
                    --seeds 101          | --seeds: 101 is not within 1 to 100
                    --jobs 0             | --jobs: 0 is not within 1 to 64
                    """)
    void anArgumentOutOfItsBoundsIsNamedWithThem(String arguments, String message) {
        String[] command = ("study feedback " + arguments).split(" ");
        CommandRun run = CommandRun.of(List.of(), command);

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void anImplementationWithoutAStudyIsRefused() throws IOException {
        CommandRun run = CommandRun.of(
                List.of(FakeImplementation.in(work.resolve("impl"))),
                "study",
                "feedback",
                "--implementation",
                "fake",
                "--out",
                work.resolve("out").toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("--implementation: fake has no strategies of feedback to study");
    }

    @Test
    void theHelpSaysWhatTheColumnsMean() {
        CommandRun run = CommandRun.of(List.of(), "study", "feedback", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Examples:", "1 % loss", "feedback   packets of feedback that reach the sender");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void aStudyOfNothingNamesWhatThereIs() {
        CommandRun run = CommandRun.of(List.of(), "study");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("there is one: feedback");
    }
}
