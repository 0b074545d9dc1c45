package dev.maat.engine.cli.terminal;

import dev.maat.engine.run.Progress;
import java.util.function.LongSupplier;

/**
 * Progress of a run: on a terminal, one line that is rewritten in place; in a file, a line for each stage, and while a stage lasts one
 * more for every ten per cent, but not within ten seconds of the last, and one after thirty seconds in any case.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
    private static final long REWRITE_NANOS = 100_000_000L;
    private static final long MIN_PLAIN_NANOS = 10_000_000_000L;
    private static final long MAX_PLAIN_NANOS = 30_000_000_000L;
    private static final long PLAIN_STEP_PERCENT = 10;
    private static final int PERCENT = 100;

    private final MovingLine line;
    private final LongSupplier nanoTime;
    private String stage = "";
    private long lastShownNanos;
    private long lastShownPercent;

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
        lastShownPercent = 0;
        show(next, true);
    }

    @Override
    public synchronized void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        long percent = Math.clamp(Math.round((double) done / total * PERCENT), 0, PERCENT);
        if (nanoTime.getAsLong() - lastShownNanos < waitNanos(percent)) {
            return;
        }
        lastShownPercent = percent;
        show(stage + " " + percent + " %", false);
    }

    private long waitNanos(long percent) {
        if (line.inPlace()) {
            return REWRITE_NANOS;
        }
        return percent - lastShownPercent >= PLAIN_STEP_PERCENT ? MIN_PLAIN_NANOS : MAX_PLAIN_NANOS;
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
