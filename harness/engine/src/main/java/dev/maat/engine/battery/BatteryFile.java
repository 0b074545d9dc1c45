package dev.maat.engine.battery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.FaultKind;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code battery.json} and the scenarios that it names. A mistake in them is one of this build, and ends it in a test. */
final class BatteryFile {
    private static final String INDEX = "battery.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BatteryFile() {}

    static List<BatteryCase> read() {
        try {
            List<BatteryCase> cases = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(resource(INDEX)).path("cases")) {
                cases.add(battery(entry));
            }
            return List.copyOf(cases);
        } catch (IOException e) {
            throw new UncheckedIOException(INDEX + " of this Maat cannot be read", e);
        }
    }

    private static BatteryCase battery(JsonNode entry) throws IOException {
        String name = entry.path("name").asText();
        String absent = entry.path("absent").asText(unknownKinds(texts(entry.path("needsKinds"))));
        String file = name + ".scenario.json";
        Scenario template = absent.isEmpty() ? ScenarioJson.read(file, resource(file)) : null;
        List<Reach> reach = new ArrayList<>();
        if (template != null) {
            for (JsonNode each : entry.path("reach")) {
                reach.add(reach(name, each, template));
            }
        }
        return new BatteryCase(
                name,
                entry.path("number").asInt(),
                entry.path("sentence").asText(),
                reach,
                texts(entry.path("memberships")),
                texts(entry.path("orderings")),
                texts(entry.path("deployments")),
                template,
                absent);
    }

    /** A scenario file with a kind of fault that is not built could not be read: the case waits for it. */
    private static String unknownKinds(List<String> words) {
        List<String> unknown = new ArrayList<>(words);
        for (FaultKind kind : FaultKind.values()) {
            unknown.remove(kind.word());
        }
        return unknown.isEmpty() ? "" : "this Maat has no fault " + String.join(", ", unknown);
    }

    private static Reach reach(String name, JsonNode json, Scenario template) {
        if (json.has("count")) {
            return new Reach.AtLeast(
                    count(json.path("count").asText()), json.path("atLeast").asLong());
        }
        if (json.has("together")) {
            JsonNode pair = json.path("together");
            return new Reach.Together(phase(pair.path(0)), phase(pair.path(1)));
        }
        if (json.has("phase")) {
            return new Reach.Came(phase(json.path("phase")));
        }
        int fault = json.path("fault").asInt();
        FaultKind kind = template.plan().faults().stream()
                .filter(planned -> planned.id() == fault)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + ": the plan has no fault " + fault))
                .fault()
                .kind();
        if (json.has("in")) {
            return new Reach.Began(fault, kind, phase(json.path("in")));
        }
        if (json.has("during")) {
            return new Reach.During(fault, kind, phase(json.path("during")));
        }
        if (json.has("healedIn")) {
            return new Reach.Healed(fault, kind, phase(json.path("healedIn")));
        }
        if (json.path("before").asText().equals("first-view")) {
            return new Reach.BeforeFirstView(fault, kind);
        }
        throw new IllegalStateException(name + ": no trait of a situation: " + json);
    }

    private static ProtocolPhase phase(JsonNode word) {
        return ProtocolPhase.of(word.asText());
    }

    private static Evidence.Count count(String word) {
        return Arrays.stream(Evidence.Count.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is counted as '" + word + "'"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = BatteryFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
