package dev.maat.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Faults as JSON: the entries of a plan in scenario files, and the {@code detail} of history lines with the same keys. */
public final class FaultJson {
    private FaultJson() {}

    static SequencedMap<String, Object> write(PlannedFault planned) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("id", planned.id());
        switch (planned.moment()) {
            case Moment.At at -> json.put("atMillis", at.millis());
            case Moment.OnMark when -> json.put("when", MomentJson.write(when));
        }
        if (planned.forMillis() != null) {
            json.put("forMillis", planned.forMillis());
        }
        if (planned.mustBite()) {
            json.put("mustBite", true);
        }
        json.put("kind", planned.fault().kind().word());
        json.putAll(detail(planned.fault()));
        return json;
    }

    /** The keys of the fault itself, without its kind. */
    public static SequencedMap<String, Object> detail(Fault fault) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        FaultShapes.pass(fault.kind(), new Writing(fault, json));
        return json;
    }

    /**
     * Reads an entry of a plan.
     *
     * @param where its place in the file, for messages
     */
    static PlannedFault read(String where, JsonNode node) {
        JsonObject json = new JsonObject(where, node);
        int id = json.integer("id");
        Moment moment = MomentJson.read(json);
        Long forMillis = json.numberOrNull("forMillis");
        boolean mustBite = json.bool("mustBite", false);
        String word = json.text("kind");
        Fault fault = json.checked(() -> FaultShapes.pass(FaultKind.of(word), new Reading(json)));
        return json.done(() -> new PlannedFault(id, moment, forMillis, fault, mustBite));
    }

    private record Reading(JsonObject json) implements FaultKeys.Direction {
        @Override
        public <F extends Fault> FaultKeys<F> keys(Class<F> type) {
            return new FaultKeys.Reader<>(json);
        }
    }

    private record Writing(Fault fault, Map<String, Object> json) implements FaultKeys.Direction {
        @Override
        public <F extends Fault> FaultKeys<F> keys(Class<F> type) {
            return new FaultKeys.Writer<>(type.cast(fault), json);
        }
    }
}
