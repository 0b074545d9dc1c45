package dev.maat.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.faults.PlannedFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Faults in scenario files and as the {@code detail} of history lines: the same keys in both. */
public final class FaultJson {
    private FaultJson() {}

    static SequencedMap<String, Object> write(PlannedFault planned) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("id", planned.id());
        json.put("atMillis", planned.atMillis());
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

    public static SequencedMap<String, Object> detail(Fault fault) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        switch (fault) {
            case Fault.Partition partition -> json.put("groups", partition.groups());
            case Fault.OneWayCut cut -> links(json, cut.links());
            case Fault.Loss loss -> {
                links(json, loss.links());
                json.put("percent", loss.percent());
            }
            case Fault.Latency latency -> {
                links(json, latency.links());
                json.put("delayMillis", latency.delayMillis());
                json.put("jitterMillis", latency.jitterMillis());
            }
            case Fault.Duplicate duplicate -> {
                links(json, duplicate.links());
                json.put("percent", duplicate.percent());
            }
            case Fault.Reorder reorder -> {
                links(json, reorder.links());
                json.put("percent", reorder.percent());
                json.put("holdMillis", reorder.holdMillis());
            }
            case Fault.Reset reset -> links(json, reset.links());
            case Fault.CrashPoint crash -> {
                json.put("node", crash.node());
                json.put("afterEffects", crash.afterEffects());
                if (crash.afterDestinations() != null) {
                    json.put("afterDestinations", crash.afterDestinations());
                }
                json.put("withinMillis", crash.withinMillis());
            }
            case Fault.Restart restart -> {
                json.put("node", restart.node());
                json.put("downMillis", restart.downMillis());
            }
            case Fault.OnNode onNode -> json.put("node", onNode.node());
        }
        return json;
    }

    private static void links(Map<String, Object> json, List<Link> links) {
        if (!links.isEmpty()) {
            json.put("links", links.stream().map(Link::toString).toList());
        }
    }

    static PlannedFault read(String where, JsonNode node) {
        JsonObject json = new JsonObject(where, node);
        int id = json.integer("id");
        long atMillis = json.number("atMillis");
        Long forMillis = json.numberOrNull("forMillis");
        boolean mustBite = json.bool("mustBite", false);
        Fault fault = fault(where, json);
        return json.done(() -> new PlannedFault(id, atMillis, forMillis, fault, mustBite));
    }

    private static Fault fault(String where, JsonObject json) {
        String word = json.text("kind");
        try {
            FaultKind kind = FaultKind.of(word);
            return switch (kind) {
                case PARTITION -> new Fault.Partition(groups(json));
                case ONE_WAY_CUT -> new Fault.OneWayCut(links(json));
                case LOSS -> new Fault.Loss(links(json), json.integer("percent"));
                case LATENCY ->
                    new Fault.Latency(links(json), json.number("delayMillis"), json.number("jitterMillis", 0));
                case DUPLICATE -> new Fault.Duplicate(links(json), json.integer("percent"));
                case REORDER -> new Fault.Reorder(links(json), json.integer("percent"), json.number("holdMillis"));
                case RESET -> new Fault.Reset(links(json));
                case KILL -> new Fault.Kill(json.text("node"));
                case CRASH_POINT -> crashPoint(json);
                case PAUSE -> new Fault.Pause(json.text("node"));
                case RESTART -> new Fault.Restart(json.text("node"), json.number("downMillis", 0));
                case JOIN -> new Fault.Join(json.text("node"));
                case LEAVE -> new Fault.Leave(json.text("node"));
            };
        } catch (IllegalArgumentException outOfBounds) {
            throw new ScenarioFileException(where + ": " + outOfBounds.getMessage(), outOfBounds);
        }
    }

    private static Fault crashPoint(JsonObject json) {
        @Nullable
        Integer destinations = json.has("afterDestinations") ? (Integer) json.integer("afterDestinations") : null;
        return new Fault.CrashPoint(
                json.text("node"), json.integer("afterEffects", 0), destinations, json.number("withinMillis", 2_000));
    }

    private static List<List<String>> groups(JsonObject json) {
        return json.list("groups", (place, group) -> {
            List<String> names = new ArrayList<>();
            for (JsonNode name : group) {
                if (!name.isTextual()) {
                    throw new ScenarioFileException(place + ": names of nodes are needed here, not " + name);
                }
                names.add(name.textValue());
            }
            return names;
        });
    }

    private static List<Link> links(JsonObject json) {
        List<Link> links = new ArrayList<>();
        for (String text : json.texts("links")) {
            links.add(Link.parse(text));
        }
        return links;
    }
}
