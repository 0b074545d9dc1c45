package dev.maat.engine.cli.terminal;

import dev.maat.engine.run.Progress;
import java.util.function.LongSupplier;

/**
 * Progress of a run: on a terminal, one line that is rewritten in place; in a file, a line for each stage, and one more every ten
 * seconds while a stage lasts.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
    private static final long REWRITE_NANOS = 100_000_000L;
    private static final long PLAIN_LINE_NANOS = 10_000_000_000L;
    private static final int PERCENT = 100;

    private final MovingLine line;
    private final LongSupplier nanoTime;
    private String stage = "";
    private long lastShownNanos;

    public TerminalProgress(Terminal terminal, LongSupplier nanoTime) {
        this.line = new MovingLine(terminal);
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String next) {
        if (next.equals(stage)) {
            return;
        }
        stage = next;
        show(next, true);
    }

    @Override
    public synchronized void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastShownNanos < (line.inPlace() ? REWRITE_NANOS : PLAIN_LINE_NANOS)) {
            return;
        }
        long percent = Math.clamp(Math.round((double) done / total * PERCENT), 0, PERCENT);
        show(stage + " " + percent + " %", false);
    }

    @Override
    public synchronized void note(String text) {
        line.keep(text);
    }

    /** Erases the rewritten line, so that results begin on an empty one. */
    @Override
    public synchronized void close() {
        line.erase();
    }

    private void show(String text, boolean newStage) {
        lastShownNanos = nanoTime.getAsLong();
        if (line.inPlace() || newStage || !text.equals(stage)) {
            line.show(text);
        }
    }
}
