package dev.maat.engine.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final StringWriter err = new StringWriter();

    private TerminalProgress progress(boolean terminal) {
        PrintWriter writer = new PrintWriter(err, true);
        return new TerminalProgress(new Terminal(writer, writer, terminal, terminal, false, true, 100), () -> 0);
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
