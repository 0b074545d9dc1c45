package dev.maat.checkers.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of a witness: each once, process by process, in the order of their logs, and last those of the harness. */
final class WitnessLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Facts facts;
    private final Map<Integer, Map<Integer, WitnessEvent>> byProcess = new TreeMap<>();
    private final Map<Integer, WitnessEvent> harness = new TreeMap<>();

    WitnessLines(Facts facts) {
        this.facts = facts;
    }

    /** Adds an event of the log of one incarnation. */
    void event(ProcessLog log, int index) {
        of(log).put(index, new WitnessEvent(log.name(), index, facts.told.line(log, index)));
    }

    /** Adds the crash line of a process, which comes after its log. */
    void crash(ProcessLog log) {
        of(log).put(log.size(), new WitnessEvent(log.name(), log.size(), facts.told.crashLine(log)));
    }

    private Map<Integer, WitnessEvent> of(ProcessLog log) {
        return byProcess.computeIfAbsent(log.process(), absent -> new TreeMap<>());
    }

    /** How many lines there are of a process. */
    int count(ProcessLog log) {
        return byProcess.getOrDefault(log.process(), Map.of()).size();
    }

    /** Adds the lines of a fault. */
    void fault(String id) {
        List<String> lines = facts.history.harnessLines();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = line(lines.get(i));
            if (line.path("e").asText().equals("fault")
                    && line.path("id").asText().equals(id)) {
                harness.put(i, new WitnessEvent("", i, lines.get(i)));
            }
        }
    }

    /** Adds the last {@code quiet} line. */
    void quiet() {
        List<String> lines = facts.history.harnessLines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (line(lines.get(i)).path("e").asText().equals("quiet")) {
                harness.put(i, new WitnessEvent("", i, lines.get(i)));
                return;
            }
        }
    }

    private static JsonNode line(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the reader accepted: " + text, impossible);
        }
    }

    List<WitnessEvent> all() {
        List<WitnessEvent> all = new ArrayList<>();
        for (ProcessLog log : facts.told.logs()) {
            all.addAll(byProcess.getOrDefault(log.process(), Map.of()).values());
        }
        all.addAll(harness.values());
        return all;
    }
}
