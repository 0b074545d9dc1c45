package dev.maat.engine.cli.check;

import dev.maat.checkers.reading.ReadProgress;
import dev.maat.engine.cli.terminal.MovingLine;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.Quantities;
import java.util.function.LongSupplier;

/**
 * Progress of reading a history: on a terminal, a line that is rewritten in place; in a file, a line every ten seconds, so that a
 * short check prints nothing but its verdict.
 */
final class CheckProgress implements ReadProgress, AutoCloseable {
    private static final long REWRITE_NANOS = 100_000_000L;
    private static final long PLAIN_LINE_NANOS = 10_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int PERCENT = 100;

    private final MovingLine line;
    private final LongSupplier nanoTime;
    private final String path;
    private final long beganNanos;
    private long lastShownNanos;

    CheckProgress(Terminal terminal, String path, LongSupplier nanoTime) {
        this.line = new MovingLine(terminal);
        this.nanoTime = nanoTime;
        this.path = Terminal.harmless(path);
        this.beganNanos = nanoTime.getAsLong();
        this.lastShownNanos = beganNanos;
    }

    @Override
    public void at(long bytesRead, long bytesTotal, long events) {
        long now = nanoTime.getAsLong();
        if (now - lastShownNanos < (line.inPlace() ? REWRITE_NANOS : PLAIN_LINE_NANOS)) {
            return;
        }
        lastShownNanos = now;
        long percent = bytesTotal <= 0 ? 0 : Math.clamp(bytesRead * PERCENT / bytesTotal, 0, PERCENT);
        long rate = Math.round(events / ((now - beganNanos) / NANOS_PER_SECOND));
        line.show("reading " + path + "  " + percent + " %  " + Quantities.count(events) + " events  "
                + Quantities.count(rate) + " events/s");
    }

    /** Announces the judging, which follows the reading and has no progress of its own. */
    void judging(long events) {
        if (line.open() || nanoTime.getAsLong() - beganNanos >= PLAIN_LINE_NANOS) {
            line.show("judging " + path + "  " + Quantities.count(events) + " events");
        }
    }

    @Override
    public void close() {
        line.erase();
    }
}
