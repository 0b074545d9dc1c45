package dev.maat.engine.cli.shrink;

import dev.maat.engine.cli.terminal.MovingLine;
import dev.maat.engine.cli.terminal.Terminal;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The progress of a search: on a terminal one line that is rewritten, in a file a line every ten seconds. */
final class ShrinkLine {
    private static final long REWRITE_NANOS = 100_000_000L;
    private static final long PLAIN_LINE_NANOS = 10_000_000_000L;

    private final MovingLine line;
    private final LongSupplier nanoTime;
    private long lastNanos;

    ShrinkLine(Terminal terminal, LongSupplier nanoTime) {
        this.line = new MovingLine(terminal);
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    void show(Supplier<String> text) {
        long now = nanoTime.getAsLong();
        if (now - lastNanos >= (line.inPlace() ? REWRITE_NANOS : PLAIN_LINE_NANOS)) {
            lastNanos = now;
            line.show(text.get());
        }
    }
}
