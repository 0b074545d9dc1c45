package dev.maat.engine.cli.check;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.HashSet;
import java.util.Set;

/** Recognises files that look like the parts of one history: they have one header, and no process is in two of them. */
final class OneHistoryHint {
    private final Set<String> headers = new HashSet<>();
    private final Set<String> processes = new HashSet<>();
    private boolean overlap;
    private boolean withoutHeader;
    private int histories;

    void add(History history) {
        histories++;
        headers.add(history.header().json());
        for (ProcessLog log : history.logs()) {
            overlap |= !processes.add(log.name());
        }
    }

    void add(HistoryInputException bad) {
        withoutHeader |= bad.reason().equals("no header");
    }

    boolean applies() {
        return !overlap && headers.size() == 1 && (withoutHeader || histories > 1);
    }
}
