package dev.maat.checkers.witness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.WitnessEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Groups lines that are left out together: those of one process, one message or one view. Any other line is its own group. */
final class Grouping {
    static final List<Function<WitnessEvent, Object>> COARSE_TO_FINE =
            List.of(WitnessEvent::process, event -> named(event, "m"), event -> named(event, "id"), event -> event);

    private Grouping() {}

    static List<List<WitnessEvent>> by(Function<WitnessEvent, Object> key, List<WitnessEvent> events) {
        Map<Object, List<WitnessEvent>> groups = new LinkedHashMap<>();
        for (WitnessEvent event : events) {
            groups.computeIfAbsent(key.apply(event), absent -> new ArrayList<>())
                    .add(event);
        }
        return new ArrayList<>(groups.values());
    }

    private static Object named(WitnessEvent event, String key) {
        JsonNode name = SubHistory.object(event.line()).get(key);
        return name == null ? event : name;
    }
}
