package dev.maat.engine.battery;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.maat.engine.battery.BatteryResult.Outcome;
import dev.maat.engine.run.JsonText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** {@code battery.json}: the results of a battery. */
public final class BatteryJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private BatteryJson() {}

    public static void write(BatteryTotals totals, BatteryTarget target, Path file) {
        JsonText.write(file, json -> fields(totals, target, json));
    }

    /** Writes the document and a newline; does not close the writer. */
    public static void write(BatteryTotals totals, BatteryTarget target, Writer out) throws IOException {
        JsonText.write(out, json -> fields(totals, target, json));
    }

    private static void fields(BatteryTotals totals, BatteryTarget target, JsonGenerator json) throws IOException {
        json.writeStringField("implementation", target.implementation().name());
        json.writeStringField("deployment", target.deployment());
        json.writeStringField("transport", target.transport());
        json.writeStringField("ordering", target.ordering());
        json.writeStringField("delivery", target.delivery());
        json.writeNumberField("exitCode", totals.exitCode());
        json.writeBooleanField("interrupted", totals.interrupted());
        json.writeNumberField("tookMillis", Math.round(totals.tookNanos() / NANOS_PER_MILLI));
        json.writeObjectFieldStart("outcomes");
        for (Outcome outcome : Outcome.values()) {
            json.writeNumberField(outcome.word(), totals.count(outcome));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("results");
        for (BatteryResult result : totals.results()) {
            json.writeStartObject();
            json.writeStringField("case", result.battery().name());
            json.writeNumberField("seed", result.seed());
            json.writeStringField("outcome", result.outcome().word());
            if (!result.reason().isEmpty()) {
                json.writeStringField("reason", result.reason());
            }
            if (result.directory() != null) {
                json.writeStringField("directory", result.directory().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
