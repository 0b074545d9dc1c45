package dev.maat.engine.campaign;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.maat.engine.campaign.Totals.BeyondTotal;
import dev.maat.engine.campaign.Totals.PropertyTotal;
import dev.maat.engine.run.CoverageJson;
import dev.maat.engine.run.JsonText;
import dev.maat.engine.run.RunJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** {@code campaign.json}: the totals of a campaign. */
public final class CampaignJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private CampaignJson() {}

    public static void write(Totals totals, Campaign.Settings settings, Path file) {
        JsonText.write(file, json -> fields(totals, settings, json));
    }

    /** Writes the document and a newline; does not close the writer. */
    public static void write(Totals totals, Campaign.Settings settings, Writer out) throws IOException {
        JsonText.write(out, json -> fields(totals, settings, json));
    }

    private static void fields(Totals totals, Campaign.Settings settings, JsonGenerator json) throws IOException {
        json.writeStringField("verdict", totals.verdict().word());
        json.writeNumberField("firstSeed", settings.firstSeed());
        json.writeNumberField("asked", settings.runs());
        json.writeNumberField("runs", totals.runs());
        json.writeBooleanField("interrupted", totals.interrupted());
        seeds(json, "violated", totals.violated());
        seeds(json, "unknown", totals.unknown());
        seeds(json, "harnessFailures", totals.harnessFailures());
        json.writeNumberField("runTwice", totals.checked());
        seeds(json, "notDeterministic", totals.notDeterministic());
        json.writeArrayFieldStart("properties");
        for (PropertyTotal property : totals.properties()) {
            property(json, property);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("beyondTheClaim");
        for (BeyondTotal property : totals.beyond()) {
            json.writeStartObject();
            json.writeStringField("id", property.id());
            json.writeNumberField("violations", property.violations());
            json.writeNumberField("runsViolated", property.violatedRuns());
            json.writeNumberField("firstSeed", property.firstSeed());
            json.writeEndObject();
        }
        json.writeEndArray();
        RunJson.counts(json, totals.counts());
        CoverageJson.write(totals.coverage(), json);
        json.writeNumberField("mayLoseQuorum", totals.mayLoseQuorum());
        json.writeNumberField("events", totals.events());
        json.writeNumberField("tookMillis", Math.round(totals.tookNanos() / NANOS_PER_MILLI));
        json.writeNumberField("schedulesPerMinute", totals.schedulesPerMinute());
    }

    private static void property(JsonGenerator json, PropertyTotal property) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", property.id());
        json.writeNumberField("applicable", property.applicable());
        json.writeNumberField("atRisk", property.atRisk());
        json.writeNumberField("violations", property.violations());
        json.writeNumberField("runsViolated", property.violatedRuns());
        json.writeNumberField("runsUnknown", property.unknownRuns());
        json.writeNumberField("runsAtRisk", property.exercisedRuns());
        json.writeEndObject();
    }

    private static void seeds(JsonGenerator json, String name, List<Long> seeds) throws IOException {
        json.writeArrayFieldStart(name);
        for (long seed : seeds) {
            json.writeNumber(seed);
        }
        json.writeEndArray();
    }
}
