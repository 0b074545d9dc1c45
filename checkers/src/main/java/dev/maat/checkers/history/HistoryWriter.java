package dev.maat.checkers.history;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes a history as JSON Lines: the header, the log of each process, then the harness's lines. Keys are in the order of the format,
 * and unknown keys come after them.
 */
public final class HistoryWriter {
    private HistoryWriter() {}

    /** The whole history as text. */
    public static String text(History history) {
        StringWriter out = new StringWriter();
        try {
            write(history, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /** Writes the whole history; does not close the writer. */
    public static void write(History history, Writer out) throws IOException {
        line(history.header().json(), out);
        for (ProcessLog log : history.logs()) {
            for (int i = 0; i < log.size(); i++) {
                line(history.line(log, i), out);
            }
            if (log.crash() != null) {
                line(history.crashLine(log), out);
            }
        }
        for (String line : history.harnessLines()) {
            line(line, out);
        }
    }

    private static void line(String line, Writer out) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
