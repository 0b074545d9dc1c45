package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Header;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryBuilder;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, packed or not, and folders of them as one history. Bad input throws {@link HistoryInputException}; a torn last line
 * of a file becomes a warning.
 */
public final class HistoryReader {
    /** A source of lines that can be opened again. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private static final int LINES_PER_REPORT = 1 << 14;
    private static final String HEADER_BEGIN = "{\"format\"";

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final HeaderLines headers = new HeaderLines();
    private final List<String> warnings = new ArrayList<>();
    private final List<PipedCopy> copies = new ArrayList<>();

    private final boolean generalPathOnly;
    private final ReadProgress progress;
    private final AtomicLong bytesRead = new AtomicLong();
    private long bytesTotal;
    private boolean anyLine;

    private HistoryReader(boolean generalPathOnly, ReadProgress progress) {
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
        HistoryReader reader = new HistoryReader(false, progress);
        try {
            for (Path path : paths) {
                for (Path file : reader.filesOf(path)) {
                    reader.sources.put(file.toString(), reader.source(file, maxPipedBytes));
                }
            }
            return reader.history();
        } finally {
            reader.closeCopies();
        }
    }

    /** The content of a file that can be opened again: of the file itself, or of a copy of a source that is none. */
    private Source source(Path file, long maxPipedBytes) {
        if (Files.isRegularFile(file)) {
            bytesTotal += file.toFile().length();
            return () -> open(file, Files.newInputStream(file));
        }
        try {
            PipedCopy copy = PipedCopy.of(file, maxPipedBytes);
            copies.add(copy);
            bytesTotal += copy.bytes();
            return () -> open(file, copy.open());
        } catch (IOException unreadable) {
            throw unreadable(file.toString(), unreadable);
        }
    }

    private void closeCopies() {
        for (PipedCopy copy : copies) {
            try {
                copy.close();
            } catch (IOException closed) {
                // Its bytes were read, and it has no name that could stay.
                continue;
            }
        }
    }

    /** Reads a history from its text. */
    public static History parse(String text) {
        return new HistoryReader(false, ReadProgress.NONE).text(text);
    }

    /** Reads a history from its text with every line on the general path, to compare the two paths. */
    static History parseGenerally(String text) {
        return new HistoryReader(true, ReadProgress.NONE).text(text);
    }

    private History text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sources.put("text", () -> new ByteArrayInputStream(bytes));
        return history();
    }

    /** Reads headers first: a view line takes fields that it leaves out from the header, and any file may have that. */
    private History history() {
        sources.forEach((file, source) -> reading(file, source, lines -> header(file, lines)));
        bytesRead.set(0);
        Header header = headers.header();
        if (header == null) {
            throw withoutHeader();
        }
        HistoryBuilder builder = new HistoryBuilder();
        LineParser general = new LineParser(builder, header.generation());
        CanonicalLines canonical = generalPathOnly ? null : new CanonicalLines(builder);
        sources.forEach(
                (file, source) -> reading(file, source, lines -> events(file, lines, canonical, general, builder)));
        try {
            return builder.build(header, warnings);
        } catch (BadLineException bad) {
            throw new HistoryInputException(headers.file(), 1, bad.reason(), bad.remedy());
        }
    }

    private HistoryInputException withoutHeader() {
        String file = sources.isEmpty() ? "" : sources.keySet().iterator().next();
        return new HistoryInputException(
                file,
                1,
                anyLine ? "no header" : "an empty file, no header",
                "the first line of a history is {\"format\":\"maat-history\",\"version\":1,...}");
    }

    private interface Reading {
        void read(Lines lines) throws IOException;
    }

    private static void reading(String file, Source source, Reading reading) {
        try (InputStream in = source.open()) {
            reading.read(new Lines(in));
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static HistoryInputException unreadable(String file, IOException why) {
        if (why instanceof AccessDeniedException) {
            return new HistoryInputException(file, 0, "unreadable: permission denied", "check the rights");
        }
        boolean cut = why instanceof EOFException || why instanceof ZipException || why instanceof ZstdIOException;
        return new HistoryInputException(
                file,
                0,
                (cut ? "cut short or damaged: " : "unreadable: ") + why(why),
                cut
                        ? "pack it again: a file that its writer left open has no end"
                        : "check the disk, and write it again");
    }

    private List<Path> filesOf(Path path) {
        if (!Files.exists(path)) {
            throw new HistoryInputException(path.toString(), 0, "no such file or folder", "check the path");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        HistoryFolder folder = list(path);
        if (folder.files().isEmpty()) {
            Path inside = path.resolve("history");
            if (Files.isDirectory(inside)) {
                return filesOf(inside);
            }
            throw new HistoryInputException(
                    path.toString(),
                    0,
                    "a folder without history files",
                    "they end in .jsonl, .jsonl.gz or .jsonl.zst");
        }
        warnings.addAll(folder.leftOut());
        return folder.files();
    }

    private static HistoryFolder list(Path path) {
        try {
            return HistoryFolder.list(path);
        } catch (IOException unreadable) {
            throw unreadable(path.toString(), unreadable);
        }
    }

    private InputStream open(Path file, InputStream content) throws IOException {
        InputStream raw = new BufferedInputStream(new CountingInput(content, bytesRead), 1 << 18);
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
            return new GzipMembers(raw);
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
                progress.at(bytesRead.get(), bytesTotal, builder.events());
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

    private static String why(IOException unreadable) {
        @Nullable String message = unreadable.getMessage();
        return message == null ? unreadable.getClass().getSimpleName() : message;
    }
}
