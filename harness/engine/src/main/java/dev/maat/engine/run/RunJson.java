package dev.maat.engine.run;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.maat.checkers.JudgementJson;
import dev.maat.faults.FaultReport;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * {@code verdict.json}: a judgement as {@link JudgementJson} writes it, with the exit code of the run and a further key {@code
 * run}. That one holds the scenario in short, the end of the run, the effect of each fault, the counts, the environment and the
 * time taken.
 */
public final class RunJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private RunJson() {}

    public static void write(JudgedRun run, Path file) {
        JsonText.write(file, json -> fields(run, json));
    }

    /** Writes the document and a newline; does not close the writer. */
    public static void write(JudgedRun run, Writer out) throws IOException {
        JsonText.write(out, json -> fields(run, json));
    }

    private static void fields(JudgedRun run, JsonGenerator json) throws IOException {
        JudgementJson.fields(run.judgement(), run.exitCode(), json);
        json.writeObjectFieldStart("run");
        scenario(json, run.scenario());
        outcome(json, run.result().outcome());
        counts(json, run.counts());
        json.writeStringField("fingerprint", run.result().fingerprint());
        json.writeObjectFieldStart("environment");
        for (Map.Entry<String, String> one : run.result().environment().entrySet()) {
            json.writeStringField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("tookMillis", Math.round(run.tookNanos() / NANOS_PER_MILLI));
        json.writeEndObject();
    }

    private static void scenario(JsonGenerator json, Scenario scenario) throws IOException {
        json.writeStringField("implementation", scenario.implementation());
        json.writeStringField("deployment", scenario.deployment());
        json.writeStringField("transport", scenario.transport());
        json.writeStringField("ordering", scenario.ordering());
        json.writeNumberField("nodes", scenario.nodes().size());
        json.writeNumberField("seed", scenario.seed());
    }

    private static void outcome(JsonGenerator json, RunOutcome outcome) throws IOException {
        json.writeStringField("end", outcome.end());
        json.writeStringField("harnessFailure", outcome.harnessFailure());
        texts(json, "standstill", outcome.standstill());
        texts(json, "unasked", outcome.unasked());
        texts(json, "remarks", outcome.remarks());
        json.writeArrayFieldStart("faults");
        for (FaultReport report : outcome.faults()) {
            fault(json, report);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unprovokedExits");
        for (String exit : outcome.unprovoked()) {
            json.writeString(exit);
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void fault(JsonGenerator json, FaultReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", report.planned().id());
        json.writeStringField("kind", report.planned().fault().kind().word());
        json.writeBooleanField("done", report.done());
        if (report.effect().note() != null) {
            json.writeStringField("note", report.effect().note());
        }
        json.writeBooleanField("bit", report.effect().bit());
        json.writeObjectFieldStart("effect");
        for (Map.Entry<String, SortedMap<String, Long>> effect :
                report.effect().counts().entrySet()) {
            json.writeObjectFieldStart(effect.getKey());
            for (Map.Entry<String, Long> place : effect.getValue().entrySet()) {
                json.writeNumberField(place.getKey(), place.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes the field {@code counts} into an object that the caller has begun. */
    public static void counts(JsonGenerator json, RunCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("viewChanges", counts.viewChanges());
        json.writeNumberField("joins", counts.joins());
        json.writeNumberField("leaves", counts.leaves());
        json.writeNumberField("crashes", counts.crashes());
        json.writeNumberField("crashesMidFanOut", counts.crashesMidFanOut());
        json.writeNumberField("faultsPlanned", counts.planned());
        json.writeNumberField("faultsSkipped", counts.skipped());
        json.writeNumberField("faults", counts.faults());
        json.writeNumberField("faultsThatBit", counts.bites());
        json.writeNumberField("furtherFalls", counts.furtherFalls());
        json.writeEndObject();
    }
}
