package dev.maat.checkers.witness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.reading.HistoryReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some lines of a history as a history of their own. */
final class SubHistory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SubHistory() {}

    /** The history of these events alone; the {@code closed} line of a log counts the lines that are left. */
    static History of(String header, List<WitnessEvent> events) {
        StringBuilder text = new StringBuilder(header).append('\n');
        Map<String, List<WitnessEvent>> logs = new LinkedHashMap<>();
        for (WitnessEvent event : events) {
            logs.computeIfAbsent(event.process(), absent -> new ArrayList<>()).add(event);
        }
        logs.forEach((process, log) -> {
            log.sort(Comparator.comparingLong(WitnessEvent::index));
            for (int i = 0; i < log.size(); i++) {
                String line = log.get(i).line();
                text.append(process.isEmpty() ? line : recounted(line, i)).append('\n');
            }
        });
        return HistoryReader.parse(text.toString());
    }

    /** Every event of a history. */
    static List<WitnessEvent> events(History history) {
        List<WitnessEvent> events = new ArrayList<>();
        for (ProcessLog log : history.logs()) {
            for (int i = 0; i < log.size(); i++) {
                events.add(new WitnessEvent(log.name(), i, history.line(log, i)));
            }
            if (log.crash() != null) {
                events.add(new WitnessEvent(log.name(), log.size(), history.crashLine(log)));
            }
        }
        for (int i = 0; i < history.harnessLines().size(); i++) {
            events.add(new WitnessEvent("", i, history.harnessLines().get(i)));
        }
        return events;
    }

    private static String recounted(String line, int linesBefore) {
        ObjectNode event = object(line);
        return event.path("e").asText().equals("closed")
                ? event.put("events", linesBefore).toString()
                : line;
    }

    static ObjectNode object(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a line of a history: " + line, impossible);
        }
    }
}
