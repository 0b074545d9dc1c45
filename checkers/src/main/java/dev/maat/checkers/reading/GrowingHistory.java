package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.Header;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.history.ProcessLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history that is still being written. It takes lines one by one, and can be read between any two. It refuses bad lines as {@link
 * HistoryReader} does. Not safe for several threads.
 */
public final class GrowingHistory {
    /** Whether a line stays when other lines are let go. */
    public interface Keep {
        boolean keeps(ProcessLog log, int index);
    }

    /** A longer line is not an event. */
    public static final int MAX_LINE_BYTES = Lines.MAX_LINE_BYTES;

    private final HeaderLines headers;
    private final List<String> warnings;
    private final HistoryBuilder builder = new HistoryBuilder();
    private @Nullable LineParser parser;

    public GrowingHistory() {
        this(new HeaderLines(), new ArrayList<>());
    }

    private GrowingHistory(HeaderLines headers, List<String> warnings) {
        this.headers = headers;
        this.warnings = warnings;
    }

    /**
     * One line as a JSON object.
     *
     * @param file for an error message
     * @param number the number of the line in its file, from 1, for an error message
     * @throws HistoryInputException if it is not one
     */
    public static JsonNode object(String file, long number, byte[] bytes, int from, int length) {
        if (length > MAX_LINE_BYTES) {
            throw new HistoryInputException(
                    file,
                    number,
                    "a line longer than " + MAX_LINE_BYTES + " bytes",
                    "no event is that long; is this a history?");
        }
        try {
            return LineParser.object(bytes, from, length);
        } catch (BadLineException bad) {
            throw new HistoryInputException(file, number, bad.reason(), bad.remedy());
        }
    }

    /**
     * Takes a header of any file; all headers must agree.
     *
     * @return whether it changes the meaning of events that came before it; then a history that has events already must be read
     *     again, into {@link #afresh}
     */
    public boolean header(String file, long number, JsonNode line) {
        Header before = headers.header();
        try {
            headers.add(file, line);
        } catch (BadLineException bad) {
            throw new HistoryInputException(file, number, bad.reason(), bad.remedy());
        }
        return before != null && !sameMeaning(before, header());
    }

    private static boolean sameMeaning(Header a, Header b) {
        return a.generation().equals(b.generation())
                && a.membership() == b.membership()
                && a.resumes() == b.resumes()
                && a.nodes().equals(b.nodes())
                && a.claims().equals(b.claims())
                && a.globalPlaces() == b.globalPlaces()
                && a.invocationOrder() == b.invocationOrder();
    }

    /** Whether there was a header. */
    public boolean hasHeader() {
        return headers.header() != null;
    }

    private Header header() {
        Header header = headers.header();
        if (header == null) {
            throw new IllegalStateException("no header yet");
        }
        return header;
    }

    /**
     * Takes a line that is not a header.
     *
     * @throws HistoryInputException if it is not an event, or cannot follow the lines before it
     * @throws IllegalStateException if there was no header yet
     */
    public void event(String file, long number, JsonNode line) {
        if (parser == null) {
            parser = new LineParser(builder, header().generation());
        }
        try {
            parser.accept(line);
        } catch (BadLineException bad) {
            throw new HistoryInputException(file, number, bad.reason(), bad.remedy());
        }
    }

    /** Adds a warning: a flaw that a reader tolerates. */
    public void warning(String told) {
        warnings.add(told);
    }

    /** The lines so far as a whole history, valid until the next line or the next call of this kind. */
    public History soFar() {
        return build(false);
    }

    /**
     * The lines so far as the beginning of a history that goes on: no log lacks a line before its last one, and the end is unknown.
     * Valid as long as {@link #soFar}.
     */
    public History beginning() {
        return build(true);
    }

    private History build(boolean beginning) {
        try {
            return builder.build(header(), warnings, beginning);
        } catch (BadLineException bad) {
            throw new HistoryInputException(headers.file(), 1, bad.reason(), bad.remedy());
        }
    }

    /** An empty history of the same headers. */
    public GrowingHistory afresh() {
        return new GrowingHistory(headers, warnings);
    }

    /**
     * The same history without some lines of its processes. The number and the latest time of the lines let go still count, and a
     * {@code closed} line gets the count that fits.
     *
     * @param sofar the latest result of {@link #soFar}
     */
    public GrowingHistory keeping(History sofar, Keep keep) {
        GrowingHistory kept = afresh();
        long lines = 0;
        for (ProcessLog log : sofar.logs()) {
            int gone = 0;
            for (int index = 0; index < log.size(); index++) {
                if (!keep.keeps(log, index)) {
                    gone++;
                    continue;
                }
                ObjectNode line = parsed(sofar.line(log, index));
                if (log.type(index) == EventType.CLOSED) {
                    line.put("events", line.path("events").longValue() - gone);
                }
                kept.event("", 0, line);
            }
            if (log.crash() != null) {
                kept.event("", 0, parsed(sofar.crashLine(log)));
            }
            lines += gone;
        }
        for (String line : sofar.harnessLines()) {
            kept.event("", 0, parsed(line));
        }
        kept.builder.letGo(builder, lines);
        return kept;
    }

    private static ObjectNode parsed(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return (ObjectNode) object("", 0, bytes, 0, bytes.length);
    }
}
