package dev.maat.engine.cli;

import dev.maat.engine.Progress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Progress for a person: on a terminal one line that is rewritten in place, elsewhere a line a stage and, while one lasts, one
 * every ten seconds.
 */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final long REWRITE_NANOS = 100_000_000L;
    private static final long PLAIN_LINE_NANOS = 10_000_000_000L;
    private static final int PERCENT = 100;
    private static final String TO_LINE_START = "\r";
    private static final String ERASE_TO_LINE_END = "\u001b[K";

    private final PrintWriter err;
    private final boolean inPlace;
    private final int columns;
    private final LongSupplier nanoTime;
    private String stage = "";
    private long lastShownNanos;
    private boolean lineOpen;

    TerminalProgress(Terminal terminal, LongSupplier nanoTime) {
        this.err = terminal.err();
        this.inPlace = terminal.errIsTerminal();
        this.columns = terminal.columns();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String what) {
        if (what.equals(stage)) {
            return;
        }
        stage = what;
        show(what, true);
    }

    @Override
    public synchronized void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastShownNanos < (inPlace ? REWRITE_NANOS : PLAIN_LINE_NANOS)) {
            return;
        }
        long percent = Math.clamp(Math.round((double) done / total * PERCENT), 0, PERCENT);
        show(stage + " " + percent + " %", false);
    }

    @Override
    public synchronized void note(String line) {
        close();
        err.println(line);
        err.flush();
    }

    /** Takes the rewritten line off the terminal, so that results begin on a clean one. */
    @Override
    public synchronized void close() {
        if (lineOpen) {
            err.print(TO_LINE_START + ERASE_TO_LINE_END);
            err.flush();
            lineOpen = false;
        }
    }

    private void show(String text, boolean newStage) {
        lastShownNanos = nanoTime.getAsLong();
        if (inPlace) {
            String shown = text.length() < columns ? text : text.substring(0, columns - 1);
            err.print(TO_LINE_START + shown + ERASE_TO_LINE_END);
            lineOpen = true;
        } else if (newStage || !text.equals(stage)) {
            err.println(text);
        }
        err.flush();
    }
}
