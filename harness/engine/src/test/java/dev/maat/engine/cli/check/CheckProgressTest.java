package dev.maat.engine.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CheckProgressTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final StringWriter err = new StringWriter();
    private long nowNanos;

    @Test
    void aTerminalShowsOneMovingLineWithShareAndSpeed() {
        try (CheckProgress progress = progress(true)) {
            nowNanos = 2 * SECOND_NANOS;
            progress.at(25, 100, 3_000_000);
            nowNanos = 4 * SECOND_NANOS;
            progress.at(50, 100, 6_000_000);
            progress.judging(12_000_000);
        }
        assertThat(err.toString())
                .contains("\rreading a.jsonl  25 %  3,000,000 events  1,500,000 events/s\u001b[K")
                .contains("\rreading a.jsonl  50 %", "\rjudging a.jsonl  12,000,000 events")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void aFileReceivesPlainLinesAndNoneForAShortCheck() {
        try (CheckProgress progress = progress(false)) {
            nowNanos = 9 * SECOND_NANOS;
            progress.at(25, 100, 9_000);
            assertThat(err.toString()).isEmpty();
            nowNanos = 10 * SECOND_NANOS;
            progress.at(30, 100, 10_000);
            progress.judging(10_000);
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "reading a.jsonl  30 %  10,000 events  1,000 events/s", "judging a.jsonl  10,000 events");
    }

    private CheckProgress progress(boolean terminal) {
        PrintWriter writer = new PrintWriter(err, true);
        Terminal streams = new Terminal(writer, writer, terminal, terminal, false, true, 100);
        return new CheckProgress(streams, "a.jsonl", () -> nowNanos);
    }
}
