package dev.maat.checkers;

import dev.maat.checkers.history.History;
import dev.maat.checkers.reading.CompactHistory;
import dev.maat.checkers.reading.HistoryReader;
import dev.maat.checkers.reading.ReadProgress;
import java.nio.file.Path;
import java.util.List;

/** Reads histories. */
public final class Histories {
    private Histories() {}

    /**
     * Reads files and folders of JSON Lines, packed or not, as one history.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if the files are not a history; it names file, line, reason and
     *     remedy
     */
    public static History read(Path... paths) {
        return HistoryReader.read(List.of(paths));
    }

    /**
     * Reads files and folders as one history, and reports the progress.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if the files are not a history; it names file, line, reason and
     *     remedy
     */
    public static History read(ReadProgress progress, Path... paths) {
        return HistoryReader.read(List.of(paths), progress);
    }

    /**
     * Reads a history from the bytes that a {@link dev.maat.checkers.recording.CompactEvidence} holds.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if its lines are not a history
     */
    public static History ofEvidence(byte[] evidence) {
        return CompactHistory.read(evidence);
    }

    /**
     * Reads a history from its text, header first.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if the text is not a history
     */
    public static History parse(String text) {
        return HistoryReader.parse(text);
    }
}
