package dev.maat.checkers.properties;

import dev.maat.checkers.WitnessEvent;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the few events that prove a violation: each once, process by process, in the order of their logs. */
final class Witness {
    private final Facts facts;
    private final Map<Integer, Map<Integer, WitnessEvent>> byProcess = new LinkedHashMap<>();
    private final List<WitnessEvent> harness = new ArrayList<>();

    Witness(Facts facts) {
        this.facts = facts;
    }

    Witness event(int process, int index) {
        ProcessLog log = facts.history.log(process);
        if (log != null && index >= 0 && index < log.size()) {
            byProcess
                    .computeIfAbsent(process, absent -> new java.util.TreeMap<>())
                    .put(index, new WitnessEvent(log.name(), index, facts.history.line(log, index)));
        }
        return this;
    }

    Witness delivery(int delivery) {
        return event(facts.deliveries.process(delivery), facts.deliveries.event(delivery));
    }

    /** The view line of an install; the implicit view has none. */
    Witness install(int install) {
        return install == Views.NONE ? this : event(facts.views.process(install), facts.views.event(install));
    }

    Witness send(int message) {
        return event(facts.messages.sender(message), facts.messages.sendEvent(message));
    }

    Witness sent(int message) {
        return event(facts.messages.sender(message), facts.messages.sentEvent(message));
    }

    Witness failed(int message) {
        return event(facts.messages.sender(message), facts.messages.failedEvent(message));
    }

    Witness crash(int process) {
        ProcessLog log = facts.history.log(process);
        if (log != null && log.crash() != null) {
            byProcess
                    .computeIfAbsent(process, absent -> new java.util.TreeMap<>())
                    .put(log.size(), new WitnessEvent(log.name(), log.size(), facts.history.crashLine(log)));
        }
        return this;
    }

    /** The {@code quiet} line, which names the core. */
    Witness quiet() {
        List<String> lines = facts.history.harnessLines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains("\"e\":\"quiet\"")) {
                harness.add(new WitnessEvent("", i, lines.get(i)));
                return this;
            }
        }
        return this;
    }

    List<WitnessEvent> events() {
        List<WitnessEvent> all = new ArrayList<>();
        byProcess.values().forEach(events -> all.addAll(events.values()));
        all.addAll(harness);
        return all;
    }
}
