package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An end by a signal is told from an exit with its code. */
class OutsideSignalsTest extends HostedEchoes {
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalFromOutsideIsNoExitOfTheImplementation(String signal, int code) throws Exception {
        // A process that a shell without job control starts in the background would ignore SIGINT.
        try (NodeUnderTest n1 = node("n1", "env", "--default-signal=INT,HUP")) {
            n1.send(start("live", addresses(1), Map.of()));
            n1.line("\"e\":\"view\"");
            new ProcessBuilder("kill", "-" + signal, Long.toString(n1.process.pid()))
                    .start()
                    .waitFor();

            assertThat(n1.exitCode()).isEqualTo(code);
            n1.closed.take();
            assertThat(n1.answers).noneMatch(Answer.Ended.class::isInstance);
            assertThat(lastWord()).hasContent("SIG" + signal);
        }
    }

    @Test
    void anImplementationThatTakesTheLoggersAwayChangesNothingOfTheWordOfASignal() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("live", addresses(1), Map.of("mute", "yes")));
            n1.line("\"e\":\"view\"");
            n1.process.destroy();

            assertThat(n1.exitCode()).isEqualTo(143);
            assertThat(lastWord()).hasContent("SIGTERM");
        }
    }

    @Test
    void anImplementationThatHaltsWithTheCodeOfASignalLeavesNoWord() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "halt")));
            n1.send(new Command.Multicast(1, 64, false));

            assertThat(n1.exitCode()).isEqualTo(143);
            assertThat(lastWord()).doesNotExist();
        }
    }

    /**
     * The core raises the signal so that it comes within a step; the thread that handles it is the JVM's. The file of the word is a pipe,
     * so the handler waits for its reader.
     */
    @Test
    void theThreadThatHandlesASignalDuringAStepIsNoThreadOfTheCore() throws Exception {
        Files.createDirectories(lastWord().getParent());
        assertThat(new ProcessBuilder("mkfifo", lastWord().toString()).start().waitFor())
                .isZero();
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "signal")));
            n1.send(new Command.Multicast(1, 64, false));
            n1.line("\"e\":\"send\"");
            // A node that judges the step at once closes the connection.
            assertThat(n1.closed.poll(300, TimeUnit.MILLISECONDS)).isNull();

            assertThat(Files.readString(lastWord())).isEqualTo("SIGTERM\n");
            assertThat(n1.exitCode()).isEqualTo(143);
            assertThat(n1.answers).noneMatch(Answer.Ended.class::isInstance);
        }
    }
}
