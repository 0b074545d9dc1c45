package dev.maat.engine.hunt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.run.CoverageJson;
import dev.maat.engine.run.JsonText;
import dev.maat.engine.run.RunCounts;
import dev.maat.engine.run.RunJson;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** {@code hunt.json}: the results of a hunt, and all that it needs to go on. */
public final class HuntJson {
    private static final String FORMAT = "maat-hunt";
    private static final int VERSION = 1;

    private HuntJson() {}

    /** Writes the document and a newline; does not close the writer. */
    public static void write(HuntState state, Writer out) throws IOException {
        JsonText.write(out, json -> fields(state, json));
    }

    private static void fields(HuntState state, JsonGenerator json) throws IOException {
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeNumberField("exitCode", state.exitCode());
        json.writeBooleanField("complete", state.isComplete());
        json.writeBooleanField("merged", state.isMerged());
        plan(state.plan(), json);
        json.writeArrayFieldStart("shards");
        for (Map.Entry<Integer, HuntState.Progress> shard : state.shards().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("shard", shard.getKey());
            json.writeNumberField("epochs", shard.getValue().epochs());
            json.writeBooleanField("finished", shard.getValue().finished());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("tookMillis", state.tookMillis());
        json.writeObjectFieldStart("total");
        tally(state.total(), json);
        json.writeEndObject();
        json.writeArrayFieldStart("configurations");
        for (Map.Entry<HuntConfiguration, Tally> each : state.tallies().entrySet()) {
            json.writeStartObject();
            configuration(each.getKey(), json);
            tally(each.getValue(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : state.findings().list()) {
            finding(finding, json);
        }
        json.writeEndArray();
        json.writeNumberField("seedsOfFurtherFindings", state.findings().unlisted());
        json.writeObjectFieldStart("aimed");
        for (Map.Entry<String, Long> aimed : state.attempts().entrySet()) {
            json.writeNumberField(aimed.getKey(), aimed.getValue());
        }
        json.writeEndObject();
    }

    private static void plan(HuntPlan plan, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeStringField("implementation", plan.implementation());
        json.writeStringField("deployment", plan.deployment());
        json.writeStringField("transport", plan.transport());
        json.writeArrayFieldStart("configurations");
        for (HuntConfiguration each : plan.configurations()) {
            json.writeStartObject();
            configuration(each, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("draws");
        for (Map.Entry<String, String> draw : plan.draws().entrySet()) {
            json.writeStringField(draw.getKey(), draw.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("firstSeed", plan.firstSeed());
        json.writeNumberField("lastSeed", plan.lastSeed());
        json.writeStringField("shard", plan.shard().toString());
        json.writeBooleanField("steers", plan.steers());
        json.writeNumberField("selfCheckPercent", plan.selfCheckPercent());
        json.writeNumberField("epochSeeds", plan.epochSeeds());
        json.writeEndObject();
    }

    private static void configuration(HuntConfiguration configuration, JsonGenerator json) throws IOException {
        json.writeStringField("ordering", configuration.ordering());
        json.writeStringField("delivery", configuration.delivery());
        if (configuration.reliability() != null) {
            json.writeStringField("reliability", configuration.reliability());
        }
    }

    private static void tally(Tally tally, JsonGenerator json) throws IOException {
        for (Tally.Sort sort : Tally.Sort.values()) {
            json.writeNumberField(key(sort), tally.of(sort));
        }
        json.writeNumberField("events", tally.events());
        json.writeArrayFieldStart("properties");
        for (Map.Entry<String, Tally.PropertyTally> each : tally.properties().entrySet()) {
            Tally.PropertyTally property = each.getValue();
            json.writeStartObject();
            json.writeStringField("id", each.getKey());
            json.writeNumberField("applicable", property.applicable());
            json.writeNumberField("atRisk", property.atRisk());
            json.writeNumberField("violations", property.violations());
            json.writeNumberField("runsViolated", property.runsViolated());
            json.writeNumberField("runsUnknown", property.runsUnknown());
            json.writeNumberField("runsAtRisk", property.runsAtRisk());
            json.writeEndObject();
        }
        json.writeEndArray();
        RunJson.counts(json, tally.counts());
        CoverageJson.write(tally.coverage(), json);
    }

    /** As a key of JSON: {@code mayLoseQuorum}. */
    private static String key(Tally.Sort sort) {
        StringBuilder key = new StringBuilder();
        for (String word : sort.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    private static void finding(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("sort", finding.sort().word());
        json.writeStringField("property", finding.property());
        json.writeStringField("cause", finding.cause());
        json.writeNumberField("seeds", finding.count());
        json.writeNumberField("firstSeed", finding.firstSeed());
        json.writeObjectFieldStart("configuration");
        configuration(finding.configuration(), json);
        json.writeEndObject();
        json.writeStringField("sentence", finding.sentence());
        json.writeArrayFieldStart("kept");
        for (String kept : finding.kept()) {
            json.writeString(kept);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Reads the state of a hunt.
     *
     * @throws IllegalArgumentException if the document is none of a hunt
     */
    static HuntState read(JsonNode json) {
        if (!FORMAT.equals(json.path("format").asText()) || json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("'format' is not " + FORMAT + ", or 'version' not " + VERSION);
        }
        HuntState state =
                new HuntState(readPlan(json.path("plan")), json.path("merged").asBoolean());
        for (JsonNode shard : json.path("shards")) {
            state.setProgress(
                    shard.path("shard").asInt(),
                    new HuntState.Progress(
                            shard.path("epochs").asLong(),
                            shard.path("finished").asBoolean()));
        }
        state.addMillis(json.path("tookMillis").asLong());
        for (JsonNode each : json.path("configurations")) {
            readTally(each, state.tally(readConfiguration(each)));
        }
        for (JsonNode each : json.path("findings")) {
            state.findings().add(readFinding(each));
        }
        state.findings().addUnlisted(json.path("seedsOfFurtherFindings").asLong());
        for (Map.Entry<String, JsonNode> aimed : json.path("aimed").properties()) {
            state.attempts().put(aimed.getKey(), aimed.getValue().asLong());
        }
        return state;
    }

    private static HuntPlan readPlan(JsonNode json) {
        List<HuntConfiguration> configurations = new ArrayList<>();
        json.path("configurations").forEach(each -> configurations.add(readConfiguration(each)));
        SequencedMap<String, String> draws = new LinkedHashMap<>();
        json.path("draws")
                .properties()
                .forEach(each -> draws.put(each.getKey(), each.getValue().asText()));
        return new HuntPlan(
                json.path("implementation").asText(),
                json.path("deployment").asText(),
                json.path("transport").asText(),
                configurations,
                draws,
                json.path("firstSeed").asLong(),
                json.path("lastSeed").asLong(),
                Shard.parse(json.path("shard").asText()),
                json.path("steers").asBoolean(),
                json.path("selfCheckPercent").asInt(),
                json.path("epochSeeds").asInt(HuntPlan.EPOCH_SEEDS));
    }

    private static HuntConfiguration readConfiguration(JsonNode json) {
        return new HuntConfiguration(
                json.path("ordering").asText(),
                json.path("delivery").asText(),
                json.has("reliability") ? json.path("reliability").asText() : null);
    }

    private static void readTally(JsonNode json, Tally tally) {
        for (Tally.Sort sort : Tally.Sort.values()) {
            tally.set(sort, json.path(key(sort)).asLong());
        }
        for (JsonNode property : json.path("properties")) {
            tally.set(
                    property.path("id").asText(),
                    new Tally.PropertyTally(
                            property.path("applicable").asLong(),
                            property.path("atRisk").asLong(),
                            property.path("violations").asLong(),
                            property.path("runsViolated").asLong(),
                            property.path("runsUnknown").asLong(),
                            property.path("runsAtRisk").asLong()));
        }
        JsonNode counts = json.path("counts");
        RunCounts read = new RunCounts(
                counts.path("viewChanges").asLong(),
                counts.path("joins").asLong(),
                counts.path("leaves").asLong(),
                counts.path("crashes").asLong(),
                counts.path("crashesMidFanOut").asLong(),
                counts.path("faultsPlanned").asLong(),
                counts.path("faultsSkipped").asLong(),
                counts.path("faults").asLong(),
                counts.path("faultsThatBit").asLong(),
                counts.path("furtherFalls").asLong());
        tally.set(read, CoverageJson.read(json), json.path("events").asLong());
    }

    private static Finding readFinding(JsonNode json) {
        List<String> kept = new ArrayList<>();
        json.path("kept").forEach(each -> kept.add(each.asText()));
        return new Finding(
                Finding.Sort.of(json.path("sort").asText()),
                json.path("property").asText(),
                json.path("cause").asText(),
                json.path("seeds").asLong(),
                json.path("firstSeed").asLong(),
                readConfiguration(json.path("configuration")),
                json.path("sentence").asText(),
                kept);
    }
}
