package dev.maat.checkers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * A judgement as JSON, the shape of {@code verdict.json}: {@code verdict}, {@code exit}, {@code claims}, {@code reasons},
 * {@code profiles} (name to verdict), {@code properties} (a list of {@code id}, {@code definition}, {@code verdict},
 * {@code applicable}, {@code atRisk}, {@code violations}, {@code sentence}, {@code witness}: a list of {@code process},
 * {@code index}, {@code line}), {@code notJudged}, {@code warnings}, {@code events}.
 */
public final class JudgementJson {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JudgementJson() {}

    /** The judgement as JSON with a newline at its end. */
    public static String text(Judgement judgement) {
        StringWriter out = new StringWriter();
        try {
            write(judgement, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /** Writes the judgement and a newline; does not close the writer. */
    public static void write(Judgement judgement, Writer out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        fields(judgement, json);
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    /** Writes the judgement's fields into a JSON object that the caller begins and ends. */
    public static void fields(Judgement judgement, JsonGenerator json) throws IOException {
        fields(judgement, judgement.exitCode(), json);
    }

    /** Writes the fields for a command whose exit code is not that of the verdict alone, for instance because its harness failed. */
    public static void fields(Judgement judgement, int exitCode, JsonGenerator json) throws IOException {
        json.writeStringField("verdict", judgement.verdict().word());
        json.writeNumberField("exit", exitCode);
        strings(json, "claims", judgement.claims());
        strings(json, "reasons", judgement.reasons());
        json.writeObjectFieldStart("profiles");
        for (Map.Entry<String, Verdict> profile : judgement.profiles().entrySet()) {
            json.writeStringField(profile.getKey(), profile.getValue().word());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("properties");
        for (PropertyResult result : judgement.properties()) {
            property(json, result);
        }
        json.writeEndArray();
        strings(json, "notJudged", judgement.notJudged());
        strings(json, "warnings", judgement.warnings());
        json.writeNumberField("events", judgement.events());
    }

    private static void property(JsonGenerator json, PropertyResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", result.id());
        json.writeStringField("definition", result.definition());
        json.writeStringField("verdict", result.verdict().word());
        json.writeNumberField("applicable", result.applicable());
        json.writeNumberField("atRisk", result.atRisk());
        json.writeNumberField("violations", result.violations());
        json.writeStringField("sentence", result.sentence());
        json.writeArrayFieldStart("witness");
        for (WitnessEvent event : result.witness()) {
            json.writeStartObject();
            json.writeStringField("process", event.process());
            json.writeNumberField("index", event.index());
            json.writeStringField("line", event.line());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
