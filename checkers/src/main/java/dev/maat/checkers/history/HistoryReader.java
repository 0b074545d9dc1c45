package dev.maat.checkers.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import dev.maat.checkers.HistoryInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads histories: files, packed or not, and folders of them, as one. Bad input throws {@link HistoryInputException}; a torn
 * last line of a file becomes a warning.
 */
public final class HistoryReader {
    /** A source of lines that can be opened again. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private static final String HEADER_BEGIN = "{\"format\"";

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final HeaderLines headers = new HeaderLines();
    private final List<String> warnings = new ArrayList<>();

    private final boolean generalPathOnly;

    private HistoryReader(boolean generalPathOnly) {
        this.generalPathOnly = generalPathOnly;
    }

    /**
     * Reads files and folders as one history.
     *
     * @param paths JSON Lines files, {@code .gz} or {@code .zst} or plain, or folders of such
     * @throws HistoryInputException if they are no history; it names file, line, reason and remedy
     */
    public static History read(List<Path> paths) {
        HistoryReader reader = new HistoryReader(false);
        for (Path path : paths) {
            for (Path file : reader.filesOf(path)) {
                reader.sources.put(file.toString(), () -> open(file));
            }
        }
        return reader.history();
    }

    /** Reads a history from its text. */
    public static History parse(String text) {
        return new HistoryReader(false).text(text);
    }

    /** Likewise, each line by the path that takes any: for comparing the two. */
    static History parseGenerally(String text) {
        return new HistoryReader(true).text(text);
    }

    private History text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sources.put("text", () -> new ByteArrayInputStream(bytes));
        return history();
    }

    /** Headers first: what a view line leaves out is the header's, whichever file has it. */
    private History history() {
        sources.forEach((file, source) -> reading(file, source, lines -> header(file, lines)));
        Header header = headers.header();
        if (header == null) {
            String file = sources.isEmpty() ? "" : sources.keySet().iterator().next();
            throw new HistoryInputException(
                    file, 1, "no header", "the first line is {\"format\":\"maat-history\",\"version\":1,...}");
        }
        HistoryBuilder builder = new HistoryBuilder();
        LineParser general = new LineParser(builder, header.generation());
        CanonicalLines canonical = generalPathOnly ? null : new CanonicalLines(builder);
        sources.forEach((file, source) -> reading(file, source, lines -> events(file, lines, canonical, general)));
        try {
            return builder.build(header, warnings);
        } catch (BadLineException bad) {
            throw new HistoryInputException(headers.file(), 1, bad.reason(), bad.remedy());
        }
    }

    private interface Reading {
        void read(Lines lines) throws IOException;
    }

    private static void reading(String file, Source source, Reading reading) {
        try (InputStream in = source.open()) {
            reading.read(new Lines(in));
        } catch (IOException unreadable) {
            throw new HistoryInputException(
                    file, 0, "unreadable: " + why(unreadable), "a packed file may be cut short; write it again");
        }
    }

    private List<Path> filesOf(Path path) {
        if (!Files.exists(path)) {
            throw new HistoryInputException(path.toString(), 0, "no such file or folder", "check the path");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isRegularFile(entry) && name.matches("[^.].*\\.jsonl(\\.gz|\\.zst)?")) {
                    files.add(entry);
                } else if (Files.isRegularFile(entry) && !name.startsWith(".")) {
                    warnings.add(entry + ": left out, its name does not end in .jsonl, .jsonl.gz or .jsonl.zst");
                }
            }
        } catch (IOException unreadable) {
            throw new HistoryInputException(path.toString(), 0, why(unreadable), "check the folder's rights");
        }
        if (files.isEmpty()) {
            Path inside = path.resolve("history");
            if (Files.isDirectory(inside)) {
                warnings.clear();
                return filesOf(inside);
            }
            throw new HistoryInputException(
                    path.toString(),
                    0,
                    "a folder without history files",
                    "they end in .jsonl, .jsonl.gz or .jsonl.zst");
        }
        return files;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 18);
        try {
            return unpacked(file, raw);
        } catch (IOException | HistoryInputException failed) {
            raw.close();
            throw failed;
        }
    }

    private static InputStream unpacked(Path file, InputStream raw) throws IOException {
        raw.mark(8);
        byte[] magic = raw.readNBytes(4);
        raw.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(raw, 1 << 16);
        }
        if (magic.length == 4 && (magic[0] & 0xff) == 0x28 && (magic[1] & 0xff) == 0xb5 && magic[2] == 0x2f) {
            return new ZstdInputStream(raw);
        }
        String name = file.getFileName().toString();
        if (name.endsWith(".gz") || name.endsWith(".zst")) {
            throw new HistoryInputException(
                    file.toString(), 0, "not packed as its name says", "pack it with gzip or zstd, or rename it");
        }
        return raw;
    }

    private void header(String file, Lines lines) throws IOException {
        while (lines.next()) {
            if (lines.blank()) {
                continue;
            }
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

    private void events(String file, Lines lines, @Nullable CanonicalLines canonical, LineParser general)
            throws IOException {
        boolean first = true;
        while (lines.next()) {
            try {
                boolean taken = canonical != null && canonical.accept(lines.bytes(), lines.from(), lines.to());
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
        }
    }

    /** A torn header is an error; any other torn first and last line is a writer killed early. */
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
            throw new BadLineException("a header behind other lines", "a header is the first line of its file");
        }
    }

    private static JsonNode object(Lines lines) throws BadLineException {
        if (lines.tooLong()) {
            throw new BadLineException(
                    "a line longer than " + Lines.LINE_LIMIT_BYTES + " bytes",
                    "no event is that long; is this a history?");
        }
        return LineParser.object(lines.bytes(), lines.from(), lines.length());
    }

    private static String why(IOException unreadable) {
        @Nullable String message = unreadable.getMessage();
        return message == null ? unreadable.getClass().getSimpleName() : message;
    }
}
