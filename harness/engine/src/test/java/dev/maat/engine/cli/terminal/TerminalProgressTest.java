package dev.maat.engine.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final StringWriter err = new StringWriter();

    private long nowNanos;

    private TerminalProgress progress(boolean terminal) {
        PrintWriter writer = new PrintWriter(err, true);
        return new TerminalProgress(new Terminal(writer, writer, terminal, terminal, false, true, 100), () -> nowNanos);
    }

    /** The lines of a stage whose progress is told twenty times a second. */
    private List<String> linesOfAStage(long seconds) {
        try (TerminalProgress progress = progress(false)) {
            progress.stage("judging");
            long steps = seconds * 20;
            for (long step = 1; step <= steps; step++) {
                nowNanos += 50_000_000L;
                progress.at(step, steps);
            }
        }
        return err.toString().lines().toList();
    }

    @Test
    void inAFileALongStageHasALineForEveryTenPerCent() {
        assertThat(linesOfAStage(200))
                .hasSize(11)
                .startsWith("judging", "judging 10 %", "judging 20 %")
                .endsWith("judging 100 %");
    }

    @Test
    void inAFileAVeryLongStageIsNotSilentForMoreThanThirtySeconds() {
        assertThat(linesOfAStage(3_000))
                .hasSize(101)
                .startsWith("judging", "judging 1 %", "judging 2 %")
                .endsWith("judging 100 %");
    }

    @Test
    void inAFileAShortStageHasOneLine() {
        assertThat(linesOfAStage(9)).containsExactly("judging");
    }

    @Test
    void namesInANoteCannotRewriteTheTerminal() {
        try (TerminalProgress progress = progress(true)) {
            progress.note("fifo: n1\u001b[2J delivered \u202em:1\nholds");
        }
        assertThat(err.toString().stripTrailing()).isEqualTo("fifo: n1?[2J delivered ?m:1?holds");
    }

    @Test
    void namesInAStageCannotRewriteTheTerminal() {
        try (TerminalProgress progress = progress(true)) {
            progress.stage("starting \u001b]0;x\u0007");
        }
        assertThat(err.toString()).isEqualTo("\rstarting ?]0;x?\u001b[K\r\u001b[K");
    }
}
