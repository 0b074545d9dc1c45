package dev.maat.engine.hunt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.JsonText;
import dev.maat.node.implementation.PlantedDefect;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The kill matrix of a zoo as JSON: the results, and all that a hunt needs to go on. */
public final class ZooJson {
    private static final String FORMAT = "maat-zoo";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NANOS_PER_MILLI = 1_000_000;

    private ZooJson() {}

    /** Writes the document and a newline; does not close the writer. */
    public static void write(ZooPlan plan, List<ZooResult> results, int expected, Writer out) throws IOException {
        JsonText.write(out, json -> fields(plan, results, expected, json));
    }

    static String text(ZooPlan plan, List<ZooResult> results, int expected) {
        StringWriter text = new StringWriter();
        try {
            write(plan, results, expected, text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can be written", impossible);
        }
        return text.toString();
    }

    /**
     * The results of a hunt with the same settings.
     *
     * @param file that the text is from, for messages
     * @throws ArgumentException if the text is no matrix, or that of a hunt with other settings
     */
    static List<ZooResult> read(String text, ZooPlan plan, Path file) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw noMatrix(file, damaged);
        }
        if (!FORMAT.equals(json.path("format").asText())) {
            throw noMatrix(file, null);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        json.path("settings")
                .properties()
                .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
        String difference = plan.difference(settings);
        if (difference != null) {
            throw new ArgumentException(file.getParent() + " holds a hunt of the zoo with other settings (" + difference
                    + "); give the same settings to go on with it, or name another folder with --out");
        }
        List<ZooResult> results = new ArrayList<>();
        json.path("results").forEach(each -> results.add(result(each)));
        return results;
    }

    private static ArgumentException noMatrix(Path file, @Nullable Exception cause) {
        String message = file + " is no kill matrix of a zoo; remove the folder to begin anew";
        return cause == null ? new ArgumentException(message) : new ArgumentException(message, cause);
    }

    private static ZooResult result(JsonNode json) {
        SequencedMap<String, String> violated = new LinkedHashMap<>();
        json.path("violated")
                .properties()
                .forEach(each -> violated.put(each.getKey(), each.getValue().asText()));
        List<String> unjudged = new ArrayList<>();
        json.path("unjudged").forEach(each -> unjudged.add(each.asText()));
        PlantedDefect planted = new PlantedDefect(
                json.path("property").asText(),
                json.path("ordering").asText(),
                json.path("delivery").asText(),
                json.path("masked").asText());
        return new ZooResult(
                json.path("defect").asText(),
                planted,
                json.path("killedBy").asText(),
                json.path("runs").asLong(),
                json.path("virtualMillis").asLong() * NANOS_PER_MILLI,
                violated,
                unjudged,
                new ZooBuild(
                        json.path("implementationBuild").asText(),
                        json.path("harnessBuild").asText()));
    }

    private static void fields(ZooPlan plan, List<ZooResult> results, int expected, JsonGenerator json)
            throws IOException {
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", 1);
        json.writeNumberField("exitCode", ZooPage.exitCode(results, expected));
        texts(json, "settings", plan.settings());
        json.writeNumberField("defects", expected);
        json.writeNumberField(
                "killed", results.stream().filter(ZooResult::killed).count());
        json.writeNumberField(
                "masked", results.stream().filter(ZooResult::masked).count());
        json.writeArrayFieldStart("results");
        for (ZooResult result : results) {
            json.writeStartObject();
            json.writeStringField("defect", result.defect());
            json.writeStringField("property", result.planted().property());
            json.writeStringField("ordering", result.planted().ordering());
            json.writeStringField("delivery", result.planted().delivery());
            json.writeStringField("end", ZooPage.word(result));
            if (result.killed()) {
                json.writeStringField("killedBy", result.killedBy());
            }
            if (result.masked()) {
                json.writeStringField("masked", result.planted().masked());
            }
            json.writeNumberField("runs", result.runs());
            json.writeNumberField("virtualMillis", result.virtualNanos() / NANOS_PER_MILLI);
            texts(json, "violated", result.violated());
            if (!result.unjudged().isEmpty()) {
                json.writeArrayFieldStart("unjudged");
                for (String one : result.unjudged()) {
                    json.writeString(one);
                }
                json.writeEndArray();
            }
            json.writeStringField("implementationBuild", result.build().implementation());
            json.writeStringField("harnessBuild", result.build().harness());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, SequencedMap<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> each : texts.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }
}
