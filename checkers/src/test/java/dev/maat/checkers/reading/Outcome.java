package dev.maat.checkers.reading;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The result of reading a text: the history's lines, its dictionaries in their order, its warnings; or the error.
 *
 * @param error the message, or empty
 */
public record Outcome(
        String lines, List<String> processes, List<String> messages, long events, List<String> warnings, String error) {
    /** Reads by the path that the reader chooses. */
    public static Outcome of(String text) {
        return of(text, Histories::parse);
    }

    /** Reads every line by the general path. */
    public static Outcome generally(String text) {
        return of(text, HistoryReader::parseGenerally);
    }

    private static Outcome of(String text, Function<String, History> reading) {
        try {
            History history = reading.apply(text);
            return new Outcome(
                    HistoryWriter.text(history),
                    IntStream.range(0, history.processCount())
                            .mapToObj(history::processName)
                            .toList(),
                    IntStream.range(0, history.messages().count())
                            .mapToObj(history::messageName)
                            .toList(),
                    history.eventCount(),
                    history.warnings(),
                    "");
        } catch (HistoryInputException bad) {
            return new Outcome("", List.of(), List.of(), 0, List.of(), String.valueOf(bad.getMessage()));
        }
    }
}
