package dev.maat.checkers;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryReader;
import dev.maat.checkers.history.ReadProgress;
import java.nio.file.Path;
import java.util.List;

/** Where histories come from. */
public final class Histories {
    private Histories() {}

    /**
     * Reads files and folders of JSON Lines, packed or not, as one history.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if they are no history; it names file, line, reason and remedy
     */
    public static History read(Path... paths) {
        return HistoryReader.read(List.of(paths));
    }

    /**
     * Likewise, telling how far it is.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if they are no history; it names file, line, reason and remedy
     */
    public static History read(ReadProgress progress, Path... paths) {
        return HistoryReader.read(List.of(paths), progress);
    }

    /**
     * Reads a history from its text, header first.
     *
     * @throws dev.maat.checkers.catalogue.HistoryInputException if it is no history
     */
    public static History parse(String text) {
        return HistoryReader.parse(text);
    }
}
