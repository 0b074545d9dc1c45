package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Header;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, packed or not, and folders of them as one history. Bad input throws {@link HistoryInputException}; a torn last line
 * of a file becomes a warning.
 */
public final class HistoryReader {
    private static final int LINES_PER_REPORT = 1 << 14;
    private static final String HEADER_BEGIN = "{\"format\"";

    private final HistorySources sources;
    private final HeaderLines headers = new HeaderLines();
    private final List<String> warnings;
    private final boolean generalPathOnly;
    private final ReadProgress progress;
    private boolean anyLine;

    private HistoryReader(HistorySources sources, boolean generalPathOnly, ReadProgress progress) {
        this.sources = sources;
        this.warnings = new ArrayList<>(sources.warnings());
        this.generalPathOnly = generalPathOnly;
        this.progress = progress;
    }

    /**
     * Reads files and folders as one history.
     *
     * @param paths JSON Lines files, {@code .gz} or {@code .zst} or plain, or folders of such
     * @throws HistoryInputException if they are not a history; it names file, line, reason and remedy
     */
    public static History read(List<Path> paths) {
        return read(paths, ReadProgress.NONE);
    }

    /** Reads files and folders as one history, and reports the progress. */
    public static History read(List<Path> paths, ReadProgress progress) {
        return read(paths, progress, PipedCopy.MAX_BYTES);
    }

    static History read(List<Path> paths, ReadProgress progress, long maxPipedBytes) {
        try (HistorySources sources = HistorySources.of(paths, maxPipedBytes)) {
            return new HistoryReader(sources, false, progress).history();
        }
    }

    /** Reads a history from its text. */
    public static History parse(String text) {
        return parse(text, false);
    }

    /** Reads a history from its text with every line on the general path, to compare the two paths. */
    static History parseGenerally(String text) {
        return parse(text, true);
    }

    private static History parse(String text, boolean generalPathOnly) {
        try (HistorySources sources = HistorySources.ofText(text)) {
            return new HistoryReader(sources, generalPathOnly, ReadProgress.NONE).history();
        }
    }

    /** Reads headers first: a view line takes fields that it leaves out from the header, and any file may have that. */
    private History history() {
        sources.each(this::header);
        Header header = headers.header();
        if (header == null) {
            throw withoutHeader();
        }
        HistoryBuilder builder = new HistoryBuilder();
        LineParser general = new LineParser(builder, header.generation());
        CanonicalLines canonical = generalPathOnly ? null : new CanonicalLines(builder);
        sources.each((file, lines) -> events(file, lines, canonical, general, builder));
        try {
            return builder.build(header, warnings);
        } catch (BadLineException bad) {
            throw new HistoryInputException(headers.file(), 1, bad.reason(), bad.remedy());
        }
    }

    private HistoryInputException withoutHeader() {
        return new HistoryInputException(
                sources.first(),
                1,
                anyLine ? "no header" : "an empty file, no header",
                "the first line of a history is {\"format\":\"maat-history\",\"version\":1,...}");
    }

    private void header(String file, Lines lines) throws IOException {
        while (lines.next()) {
            if (lines.blank()) {
                continue;
            }
            anyLine = true;
            try {
                JsonNode node = object(lines);
                if (node.has("format")) {
                    headers.add(file, node);
                }
            } catch (BadLineException bad) {
                if (lines.terminated() || beginsLikeHeader(lines)) {
                    throw new HistoryInputException(file, lines.number(), bad.reason(), bad.remedy());
                }
            }
            return;
        }
    }

    private void events(
            String file, Lines lines, @Nullable CanonicalLines canonical, LineParser general, HistoryBuilder builder)
            throws IOException {
        boolean first = true;
        while (lines.next()) {
            try {
                boolean taken = canonical != null
                        && !lines.tooLong()
                        && canonical.accept(lines.bytes(), lines.from(), lines.to());
                if (!taken && lines.blank()) {
                    continue;
                }
                if (!taken) {
                    event(lines, first, general);
                    if (canonical != null) {
                        canonical.takenOtherwise();
                    }
                }
            } catch (BadLineException bad) {
                if (lines.terminated() || parses(lines)) {
                    throw new HistoryInputException(file, lines.number(), bad.reason(), bad.remedy());
                }
                warnings.add(
                        file + ":" + lines.number() + ": the last line is torn and left out; the writer was killed");
            }
            first = false;
            if (lines.number() % LINES_PER_REPORT == 0) {
                progress.at(sources.bytesRead(), sources.bytesTotal(), builder.events());
            }
        }
    }

    /** A torn header is an error. Any other torn first and last line is that of a writer that was killed early. */
    private static boolean beginsLikeHeader(Lines lines) {
        int length = Math.min(lines.length(), HEADER_BEGIN.length());
        String begin = new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8);
        return begin.length() > 2 && HEADER_BEGIN.startsWith(begin);
    }

    private static boolean parses(Lines lines) {
        try {
            LineParser.object(lines.bytes(), lines.from(), lines.length());
            return true;
        } catch (BadLineException torn) {
            return false;
        }
    }

    private static void event(Lines lines, boolean first, LineParser parser) throws BadLineException {
        JsonNode node = object(lines);
        if (!node.has("format")) {
            parser.accept(node);
        } else if (!first) {
            throw new BadLineException("a header after other lines", "a header is the first line of its file");
        }
    }

    private static JsonNode object(Lines lines) throws BadLineException {
        if (lines.tooLong()) {
            throw new BadLineException(
                    "a line longer than " + Lines.MAX_LINE_BYTES + " bytes",
                    "no event is that long; is this a history?");
        }
        return LineParser.object(lines.bytes(), lines.from(), lines.length());
    }
}
