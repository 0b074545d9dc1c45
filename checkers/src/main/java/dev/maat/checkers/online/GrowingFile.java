package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.reading.GrowingHistory;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written, and how far it was read, always to the end of a line. Another file may replace it if it begins with
 * the lines that were read, such as a more complete copy. While the file is missing, it has no new lines.
 */
final class GrowingFile {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final String HEADER_BEGIN = "{\"format\"";

    private final String name;
    private long taken;
    private long lines;

    GrowingFile(Path path) {
        this.name = path.toString();
    }

    /** Takes the first line if it is complete and is a header; returns whether it is. */
    boolean readHeader(Recall.LineTaker taker) {
        if (taken > 0) {
            return false;
        }
        long headerBytes = 0;
        try (RandomAccessFile file = open()) {
            if (file == null) {
                return false;
            }
            Cutter cutter = new Cutter(file, 0);
            while (headerBytes == 0 && cutter.next(Long.MAX_VALUE)) {
                if (!cutter.blank() && !cutter.text().replace(" ", "").startsWith(HEADER_BEGIN)) {
                    return false;
                }
                headerBytes = cutter.blank() ? 0 : cutter.position;
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return headerBytes > 0 && read(taker, headerBytes) > 0;
    }

    String name() {
        return name;
    }

    /** Bytes that the file has and that are not taken yet. */
    long unreadBytes() {
        return Math.max(0, new File(name).length() - taken);
    }

    /** Opens the present file; null if there is none. */
    private @Nullable RandomAccessFile open() throws IOException {
        try {
            return new RandomAccessFile(name, "r");
        } catch (FileNotFoundException missing) {
            // The file may be missing while another one replaces it; or it exists and may not be read.
            return new File(name).exists() ? new RandomAccessFile(name, "r") : null;
        }
    }

    private RandomAccessFile openAgain() throws IOException {
        RandomAccessFile file = open();
        if (file == null) {
            throw new HistoryInputException(
                    name, 0, "the file that was followed is gone", "a history is only ever added to");
        }
        return file;
    }

    /** Takes whole lines that the file has now, until it has taken this many bytes; returns how many it took. */
    long read(Recall.LineTaker taker, long maxBytes) {
        long before = taken;
        try (RandomAccessFile file = open()) {
            if (file == null) {
                return 0;
            }
            if (file.length() < taken) {
                throw new HistoryInputException(
                        name, 0, "the file became shorter while it was followed", "a history is only ever added to");
            }
            Cutter cutter = new Cutter(file, taken);
            while (taken - before < maxBytes && cutter.next(Long.MAX_VALUE)) {
                if (!cutter.blank()) {
                    taker.line(name, lines + 1, cutter.line, 0, cutter.length);
                }
                lines++;
                taken = cutter.position;
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return taken - before;
    }

    /** Gives all lines again that were taken. */
    void replay(Recall.LineTaker taker) {
        long number = 0;
        try (RandomAccessFile file = openAgain()) {
            Cutter cutter = new Cutter(file, 0);
            while (cutter.next(taken)) {
                number++;
                if (!cutter.blank()) {
                    taker.line(name, number, cutter.line, 0, cutter.length);
                }
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Takes the bytes after the last newline if they are a line; returns a warning if they are the torn beginning of one. */
    @Nullable
    String finish(Recall.LineTaker taker) {
        read(taker, Long.MAX_VALUE);
        byte[] rest;
        try (RandomAccessFile file = openAgain()) {
            Cutter cutter = new Cutter(file, taken);
            cutter.next(Long.MAX_VALUE);
            rest = Arrays.copyOf(cutter.line, cutter.length);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        if (new String(rest, StandardCharsets.UTF_8).isBlank()) {
            return null;
        }
        try {
            GrowingHistory.object(name, lines + 1, rest, 0, rest.length);
        } catch (HistoryInputException torn) {
            String text = new String(rest, StandardCharsets.UTF_8);
            boolean header = text.startsWith(HEADER_BEGIN) || text.length() > 2 && HEADER_BEGIN.startsWith(text);
            if (taken == 0 && header) {
                throw torn;
            }
            return name + ":" + (lines + 1) + ": the last line is torn and left out; the writer was killed";
        }
        taker.line(name, lines + 1, rest, 0, rest.length);
        lines++;
        taken += rest.length;
        return null;
    }

    private HistoryInputException unreadable(IOException why) {
        return new HistoryInputException(name, 0, "unreadable: " + why.getMessage(), "check the file's rights");
    }

    /** Cuts a file into lines; a NUL is a byte of a memory map that is not written yet. */
    private static final class Cutter {
        private final RandomAccessFile file;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private int from;
        private int to;
        private byte[] line = new byte[1024];
        private int length;
        /** The position after the newline of the present line. */
        private long position;

        Cutter(RandomAccessFile file, long position) throws IOException {
            this.file = file;
            this.position = position;
            file.seek(position);
        }

        /** Moves to the next line that ends at or before a limit; if there is none, false, and {@link #line} has the rest. */
        boolean next(long limit) throws IOException {
            length = 0;
            while (from < to || fill()) {
                byte b = chunk[from++];
                if (b == '\n') {
                    position += length + 1L;
                    return position <= limit;
                }
                if (b == 0) {
                    return false;
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(length * 2, GrowingHistory.MAX_LINE_BYTES + 1));
                }
                line[length++] = b;
                if (length > GrowingHistory.MAX_LINE_BYTES) {
                    // Too long to be an event: the code that takes it refuses it.
                    return position + length <= limit;
                }
            }
            return false;
        }

        private boolean fill() throws IOException {
            from = 0;
            to = Math.max(0, file.read(chunk));
            return to > 0;
        }

        String text() {
            return new String(line, 0, length, StandardCharsets.UTF_8);
        }

        boolean blank() {
            for (int i = 0; i < length; i++) {
                if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                    return false;
                }
            }
            return true;
        }
    }
}
