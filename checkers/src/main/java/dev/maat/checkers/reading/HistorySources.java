package dev.maat.checkers.reading;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.maat.checkers.catalogue.HistoryInputException;
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
 * The files of one history, packed or not. Each can be read several times: a source that gives its bytes only once, as a pipe does, is
 * copied first. A file that cannot be read throws {@link HistoryInputException}.
 */
final class HistorySources implements AutoCloseable {
    /** Takes the lines of one file. */
    interface Reading {
        void read(String file, Lines lines) throws IOException;
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    private static final int BUFFER_BYTES = 1 << 18;

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<PipedCopy> copies = new ArrayList<>();
    private final AtomicLong bytesRead = new AtomicLong();
    private long bytesTotal;

    private HistorySources() {}

    /** Files, and folders of files. */
    static HistorySources of(List<Path> paths, long maxPipedBytes) {
        HistorySources all = new HistorySources();
        try {
            for (Path path : paths) {
                for (Path file : all.filesOf(path)) {
                    all.sources.put(file.toString(), all.source(file, maxPipedBytes));
                }
            }
            return all;
        } catch (RuntimeException unreadable) {
            all.close();
            throw unreadable;
        }
    }

    static HistorySources ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        HistorySources one = new HistorySources();
        one.sources.put("text", () -> new ByteArrayInputStream(bytes));
        return one;
    }

    /** A sentence for each entry of a folder that is no file of a history. */
    List<String> warnings() {
        return warnings;
    }

    /** The name of the first file; empty if there is none. */
    String first() {
        return sources.isEmpty() ? "" : sources.keySet().iterator().next();
    }

    /** Bytes read since {@link #each} began, packed as they are. */
    long bytesRead() {
        return bytesRead.get();
    }

    long bytesTotal() {
        return bytesTotal;
    }

    /** Reads all files from their beginnings, one after the other. */
    void each(Reading reading) {
        bytesRead.set(0);
        sources.forEach((file, source) -> {
            try (InputStream in = source.open()) {
                reading.read(file, new Lines(in));
            } catch (IOException unreadable) {
                throw unreadable(file, unreadable);
            }
        });
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

    private InputStream open(Path file, InputStream content) throws IOException {
        InputStream raw = new BufferedInputStream(new CountingInput(content, bytesRead), BUFFER_BYTES);
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

    private static String why(IOException unreadable) {
        @Nullable String message = unreadable.getMessage();
        return message == null ? unreadable.getClass().getSimpleName() : message;
    }

    /** Drops the copies. */
    @Override
    public void close() {
        for (PipedCopy copy : copies) {
            try {
                copy.close();
            } catch (IOException closed) {
                // Its bytes were read, and it has no name that could stay.
                continue;
            }
        }
    }
}
