package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.compact.CompactReader;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Header;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryBuilder;
import java.util.List;

/**
 * Reads a history from the bytes of {@link dev.maat.checkers.compact}, straight into the columns. Logs, processes and messages come in
 * the order in which {@link HistoryReader} meets them in files, so that both make the same history.
 */
public final class CompactHistory {
    private static final String HARNESS = "harness";

    private CompactHistory() {}

    /**
     * Reads a history.
     *
     * @throws HistoryInputException if the lines are not a history; it names a log as its file would be named
     * @throws IllegalArgumentException if these are no such bytes
     */
    public static History read(byte[] evidence) {
        try {
            return readAll(evidence);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the bytes of the history break off, or name what is not there", e);
        }
    }

    private static History readAll(byte[] evidence) {
        CompactReader reader = new CompactReader(evidence);
        Header header = header(reader);
        HistoryBuilder builder = new HistoryBuilder();
        CompactColumns columns = new CompactColumns(reader, builder, header.generation());
        try {
            while (reader.next()) {
                reader.read(columns.of(reader.name()));
            }
            return builder.build(header, List.of());
        } catch (BadLineException bad) {
            throw new HistoryInputException(file(reader.name()), reader.records(), bad.reason(), bad.remedy());
        }
    }

    private static Header header(CompactReader reader) {
        byte[] line = reader.firstLine(HARNESS);
        HeaderLines headers = new HeaderLines();
        try {
            JsonNode first = LineParser.object(line == null ? new byte[0] : line, 0, line == null ? 0 : line.length);
            headers.add(file(HARNESS), first);
        } catch (BadLineException bad) {
            throw new HistoryInputException(file(HARNESS), 1, bad.reason(), bad.remedy());
        }
        Header header = headers.header();
        if (header == null) {
            throw new IllegalStateException("a header was added");
        }
        return header;
    }

    private static String file(String log) {
        return log + ".jsonl";
    }
}
