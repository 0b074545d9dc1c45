package dev.maat.engine.certify.runs;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the finished runs of a folder with the digests of their files, in the form of {@code sha256sum}. A file that somebody removes or
 * changes is missed by it. Thread-safe.
 */
final class FinishedJournal {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  finished-([0-9]{6})\\.zip");

    private final Path file;
    private boolean isWhole;

    FinishedJournal(Path file) {
        this.file = file;
    }

    /**
     * The digests by the numbers of the runs. A line that a kill cut off is none: its file is in place before it.
     *
     * @throws ArgumentException if the journal is there and cannot be read
     */
    synchronized SortedMap<Integer, String> digests() {
        SortedMap<Integer, String> digests = new TreeMap<>();
        if (!Files.exists(file)) {
            return digests;
        }
        try {
            for (String line : Files.readString(file).split("\n")) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    digests.put(Integer.valueOf(parts.group(2)), parts.group(1));
                }
            }
            return digests;
        } catch (IOException e) {
            throw new ArgumentException(file + ": cannot be read: " + Failures.describe(e), e);
        }
    }

    /** Adds a run whose file is in place. */
    synchronized void add(Path finished, String sha256) {
        try {
            if (!isWhole) {
                dropCutLine();
            }
            Files.writeString(
                    file,
                    sha256 + "  " + finished.getFileName() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private void dropCutLine() throws IOException {
        if (Files.exists(file)) {
            String text = Files.readString(file);
            Files.writeString(file, text.substring(0, text.lastIndexOf('\n') + 1));
        }
        isWhole = true;
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be removed", e);
        }
    }
}
